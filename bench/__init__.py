"""Figures: how fast and how large, measured in one run and said with the machine they were measured on."""
