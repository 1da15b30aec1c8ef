"""Model files that come with the project."""
