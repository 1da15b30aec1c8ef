"""Readers: from files to Articles. What cannot be read becomes one SourceError each, and the rest goes on."""
