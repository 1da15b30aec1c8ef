"""How the numbers that come with Citewell were made, so that anyone can make them again."""
