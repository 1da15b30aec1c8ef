"""Citewell as it is installed elsewhere."""
