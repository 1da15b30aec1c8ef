"""rag/llama_index"""
