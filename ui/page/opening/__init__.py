"""The page before the first question."""
