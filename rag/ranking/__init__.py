"""rag/ranking"""
