"""What a paper writes about its own mistakes."""

from rag.language.patterns import load_patterns

SELF_CORRECTION = load_patterns("corrections")["self_correction"]
"""A sentence in which a paper takes back what it wrote."""
