"""Sentences of the evidence, and which of them come from independent sources. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Self

from index.article import Article
from index.dedup.agency import agency_of, credited_in, same_name
from index.text.analyzer import stems
from index.text.sentences import Span, sentence_spans
from rag.schema.evidence import Evidence

ALIKE = 0.7
"""Lowest share of the shorter sentence's words of two sentences that say the same."""
_RUN = 6
"""Length of a run of words that independent reporters do not share."""
REPRINT = 0.4
"""Lowest share of common runs of words of an article and its reprint."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a piece of evidence; `start` and `end` are offsets in the article's text."""

    piece: Evidence
    start: int
    end: int

    @classmethod
    def within(cls, piece: Evidence, bounds: Span) -> Self:
        """Return the sentence at `bounds` of the piece's text."""
        return cls(piece, piece.start + bounds[0], piece.start + bounds[1])

    @property
    def text(self) -> str:
        """The exact words."""
        return self.piece.article.text[self.start : self.end]

    @property
    def key(self) -> str:
        """The words in a form in which reprints are equal."""
        return " ".join(self.text.casefold().split())

    @property
    def day(self) -> date | None:
        """The day on which the article was published, None if unknown."""
        published = self.piece.article.published
        return published.date() if published else None

    @property
    def before(self) -> str:
        """The sentence before in the article; "" at the beginning."""
        whole = self.piece.article.text
        earlier = [span for span in sentence_spans(whole) if span[1] <= self.start]
        return whole[slice(*earlier[-1])] if earlier else ""


def sentences_of(evidence: Iterable[Evidence]) -> list[Sentence]:
    """Return every sentence of the evidence once, in order."""
    sentences = [Sentence.within(piece, bounds) for piece in evidence for bounds in sentence_spans(piece.text)]
    return list(
        {(sentence.piece.article.id, sentence.start, sentence.end): sentence for sentence in sentences}.values()
    )


def same_statement(sentence: Sentence, other: Sentence) -> bool:
    """Return whether two sentences share nearly all words of the shorter one."""
    first, second = frozenset(stems(sentence.text)), frozenset(stems(other.text))
    return len(first & second) >= ALIKE * max(1, min(len(first), len(second)))


def independent_sentences(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return one sentence of each independent source, in order."""
    kept: list[Sentence] = []
    for sentence in sentences:
        if not any(_same_source(sentence, other) for other in kept):
            kept.append(sentence)
    return kept


def _same_source(sentence: Sentence, other: Sentence) -> bool:
    first, second = sentence.piece.article, other.piece.article
    if first.id == second.id or sentence.key == other.key:
        return True
    if any(same_name(name, another) for name in _credits(sentence, second) for another in _credits(other, first)):
        return True
    clusters = sentence.piece.origin.cluster, other.piece.origin.cluster
    return clusters[0] == clusters[1] if all(clusters) else is_reprint(first, second)


def _credits(sentence: Sentence, beside: Article) -> list[str]:
    """Return the names of the sources of a sentence.

    These are its publisher, its agency, the publisher of `beside` if it is an author, and whom the sentence credits.
    """
    article = sentence.piece.article
    agency = sentence.piece.origin.agency or _agency_of(article)
    authors = [author for author in article.authors if same_name(author, beside.source)]
    return [article.source, agency, *authors, _credited(sentence.text, beside.source)]


_agency_of = lru_cache(maxsize=256)(agency_of)


@lru_cache(maxsize=2048)
def _credited(sentence: str, source: str) -> str:
    return credited_in(sentence, (source,) if source else ())


def is_reprint(article: Article, other: Article) -> bool:
    """Return whether two articles share long runs of words."""
    first, second = _runs(article.text), _runs(other.text)
    return len(first & second) >= REPRINT * max(1, min(len(first), len(second)))


@lru_cache(maxsize=256)
def _runs(text: str) -> frozenset[int]:
    words = stems(text)
    return frozenset(hash(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1)))
