"""tests/rag/language/dates"""
