"""Cuts an article into passages with exact offsets.

May import `index.article` and what stands below it.
"""

from index.chunking.chunker import chunk, heading, indexed_text, text_hash

__all__ = ["chunk", "heading", "indexed_text", "text_hash"]
