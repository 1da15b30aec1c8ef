"""The page's second view: a draft, and its check."""
