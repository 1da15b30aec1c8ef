"""rag/answering"""
