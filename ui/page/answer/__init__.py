"""An answer as HTML and charts: its sentences, cards, tables."""
