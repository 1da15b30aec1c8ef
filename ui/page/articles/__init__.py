"""The page's third view, for administrators: the collection, adding articles and removing them."""
