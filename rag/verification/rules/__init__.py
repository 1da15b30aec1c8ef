"""rag/verification/rules"""
