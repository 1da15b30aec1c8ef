"""The prompts that a language model is given, one Markdown file each, and their loader."""
