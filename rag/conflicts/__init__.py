"""What reports give different values for: gathered, grouped, told apart, and said."""
