"""What stands before every request, and what tells of an error: limits, policy, who asks."""
