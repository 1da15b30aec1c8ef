"""rag/generation"""
