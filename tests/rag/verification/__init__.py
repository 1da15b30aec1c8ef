"""tests/rag/verification"""
