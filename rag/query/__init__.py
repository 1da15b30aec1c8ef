"""rag/query"""
