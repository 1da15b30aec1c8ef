"""tests/rag/retrieval"""
