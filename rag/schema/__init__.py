"""rag/schema"""
