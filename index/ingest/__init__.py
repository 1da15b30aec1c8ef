"""Puts articles into the store and takes them out: stage, embed, index, publish, recover, reindex, purge.

`ingestion.py` is the entry point.
May import `index.store` and what stands below it.
"""

from index.ingest.ingestion import ingest, remove, vanished
from index.ingest.reindex import make_vectors, make_words
from index.ingest.runs import Failure, Run, note_run

__all__ = ["Failure", "Run", "ingest", "make_vectors", "make_words", "note_run", "remove", "vanished"]
