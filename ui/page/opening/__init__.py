"""What is shown before anything is asked."""
