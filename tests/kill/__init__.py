"""Processes killed at random moments, and the stores that they leave."""
