"""tests/rag/language"""
