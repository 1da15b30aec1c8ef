"""How the examples that the reading model learns from are made."""
