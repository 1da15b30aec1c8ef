"""Render an answer as HTML and charts."""
