"""rag/verification"""
