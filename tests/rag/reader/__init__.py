"""tests/rag/reader"""
