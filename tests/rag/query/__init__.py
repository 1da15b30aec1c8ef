"""tests/rag/query"""
