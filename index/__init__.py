"""From an article to a searchable passage: readers, cleaning, splitting, embedding, the catalogue and both indexes."""
