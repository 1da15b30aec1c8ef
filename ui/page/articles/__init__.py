"""The page's third view, for administrators: what is in the store, and how it comes in and goes."""
