"""rag/language/dates"""
