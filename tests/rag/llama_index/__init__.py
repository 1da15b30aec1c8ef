"""tests/rag/llama_index"""
