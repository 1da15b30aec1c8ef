"""From a question to a checked answer: condense, retrieve, read, answer, cite; conversations; the LlamaIndex adapters."""
