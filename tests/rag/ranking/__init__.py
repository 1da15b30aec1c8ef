"""tests/rag/ranking"""
