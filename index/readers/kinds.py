"""The kinds of files that are read, by their suffixes."""

MARKDOWN = frozenset({".md", ".markdown"})
DOCUMENTS = MARKDOWN | {".txt"}
PAGES = frozenset({".html", ".htm", ".xhtml"})
TABLES = frozenset({".csv", ".tsv"})
LINES = frozenset({".jsonl", ".ndjson"})
JSON = frozenset({".json"})
KINDS = DOCUMENTS | PAGES | TABLES | LINES | JSON
