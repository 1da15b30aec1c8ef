"""rag/language"""
