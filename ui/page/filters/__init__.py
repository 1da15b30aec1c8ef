"""What questions are narrowed to: days, sources, languages, and the day as of which is answered."""
