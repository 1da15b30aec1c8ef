"""The way of an article: readers, chunking, embedding, deduplication, the catalogue, search, ingest and maintenance."""
