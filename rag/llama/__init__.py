"""Citewell as parts of LlamaIndex: its evidence as nodes, its search as a retriever, its chain as a chat engine."""
