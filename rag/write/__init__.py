"""The answer that a language model writes: its prompt, its sentences as they stream, and what they cite."""
