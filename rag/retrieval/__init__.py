"""Passages for a question: search, boosts for what it names, deduplication, reranking.

`retriever.py` is the entry point; the rest are its steps.
May import `rag.reader` and what stands below it.
"""

from rag.retrieval.removed import quoted, removed_article_notices
from rag.retrieval.retrieved_citations import outlets_beside, retrieved_citations
from rag.retrieval.retriever import Retriever, StoreRetriever
from rag.retrieval.temporal import dates_held, tells_of_time

__all__ = [
    "Retriever",
    "StoreRetriever",
    "dates_held",
    "outlets_beside",
    "quoted",
    "removed_article_notices",
    "retrieved_citations",
    "tells_of_time",
]
