"""tests/rag/verification/rules"""
