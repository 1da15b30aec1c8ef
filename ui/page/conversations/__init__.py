"""Conversations on the page: what is kept of them in the store, and how they come back."""
