"""The prompts for language models, one Markdown file each, and their loader."""
