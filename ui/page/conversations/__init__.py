"""Save the page's conversations in the store and restore them."""
