"""tests/rag/generation"""
