"""The page's own words, a file for each language, and which of them a visitor reads."""
