"""Sentences about the example articles, as they should be written and with one thing planted wrong.

Each is checked against the passage of the article in which the words `at` stand, with the sentence before it, as a
sentence of an answer is.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from index.article import Article, Passage
from index.chunking.chunker import chunk
from index.readers.files import File
from index.readers.markdown import read_markdown
from index.search.search import Hit
from rag.reader.model import embedded_reader
from rag.schema.evidence import Evidence
from rag.verification.check import check
from rag.verification.verify import Ruling, Source

HERE = Path(__file__).parent
ARTICLES = HERE.parent.parent / "examples" / "articles"


@dataclass(frozen=True, slots=True)
class Planted:
    """A sentence of `article` (a file's name): `right`, and `wrong` in one figure, date, name or quoted word."""

    article: str
    at: str
    right: str
    wrong: str
    kind: str

    @property
    def source(self) -> Source:
        """The passage that the sentence is checked against."""
        article = _article(self.article)
        place = article.text.index(self.at)
        start, end = next((start, end) for start, end in chunk(article.text) if start <= place < end)
        passage = Passage("one", article.id, start, end, article.text[start:end])
        return Source.of(Evidence(Hit(passage, 1.0), article))


@lru_cache(maxsize=32)
def _article(name: str) -> Article:
    return next(read_markdown(File(ARTICLES / name, name), {}))


def planted(name: str) -> list[Planted]:
    """Read the sentences of a set."""
    with (HERE / name).open(encoding="utf-8") as lines:
        return [Planted(**json.loads(line)) for line in lines]


def missed(some: list[Planted]) -> Iterator[tuple[Planted, Ruling]]:
    """Return the wrong sentences that pass."""
    for one in some:
        ruling = check(embedded_reader(), one.wrong, [one.source])
        if ruling.verdict == "supported":
            yield one, ruling


def marked(some: list[Planted]) -> Iterator[tuple[Planted, Ruling]]:
    """Return the right sentences that fail."""
    for one in some:
        ruling = check(embedded_reader(), one.right, [one.source])
        if ruling.verdict != "supported":
            yield one, ruling
