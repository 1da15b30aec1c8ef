"""rag/storage"""
