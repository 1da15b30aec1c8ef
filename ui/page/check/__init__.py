"""The page's second view: check a draft."""
