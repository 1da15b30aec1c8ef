"""From a question to a checked answer: condense, retrieve, read, choose, cite; conversations; LlamaIndex adapters."""
