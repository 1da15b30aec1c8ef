"""rag/retrieval"""
