"""Tests of Citewell as installed elsewhere."""
