"""Hybrid search: lexical (tantivy), dense (Chroma), and score fusion.

`search.py` is the entry point.
May import `index.catalogue` and what stands below it.
"""

from index.search.lexical import LexicalIndex
from index.search.search import ContextQuery, Hit, Search
from index.search.vector_checks import sample, unfound, vector_faults
from index.search.vectors import Place, VectorIndex

__all__ = [
    "ContextQuery",
    "Hit",
    "LexicalIndex",
    "Place",
    "Search",
    "VectorIndex",
    "sample",
    "unfound",
    "vector_faults",
]
