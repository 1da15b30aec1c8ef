"""tests/rag/answering"""
