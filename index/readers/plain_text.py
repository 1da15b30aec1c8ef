"""Text files: one article each."""

import re
from collections.abc import Iterator, Mapping

from index.article import Article
from index.readers.document import read_document
from index.readers.files import File
from index.readers.source_reader import SourceReader
from index.text.cleaning import clean_text

_MAX_TITLE = 150
"""Characters: a longer first line is a paragraph, not a title."""
_SENTENCE_END = re.compile(r"[.!?:;,][\"'”’)]*$")


def read_plain_text(file: File, named: Mapping[str, str]) -> Iterator[Article]:
    """Yield the article of a text file. Raises SourceError as `read_document` does."""
    yield read_document(file, named, _title_and_text)


def _title_and_text(body: str) -> tuple[str, str]:
    """Split off the first line if it stands alone and does not end like a sentence."""
    first, _, rest = clean_text(body).partition("\n")
    alone = rest.startswith("\n") and len(first) <= _MAX_TITLE and not _SENTENCE_END.search(first)
    return (first, rest) if alone and rest.strip() else ("", body)


READER = SourceReader(
    name="plain text",
    suffixes=(".txt",),
    label="one article; a first line that stands alone is its title",
    read=read_plain_text,
)
