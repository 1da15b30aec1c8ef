"""Sentence: a stretch of the evidence that an answer may quote. Pure."""

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
"""Two sentences that share so much of the shorter one's words say the same."""
_RUN = 6
"""Words of a run that reporters who write on their own do not share."""
REPRINT = 0.4
"""An article that shares so many of its runs of words with another was not written on its own."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a piece of evidence; `start` and `end` are its bounds in the article's text."""

    piece: Evidence
    start: int
    end: int

    @classmethod
    def within(cls, piece: Evidence, bounds: Span) -> Self:
        """The sentence at `bounds` of the piece's text."""
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
        """The day on which its article was published, where it was."""
        published = self.piece.article.published
        return published.date() if published else None

    @property
    def before(self) -> str:
        """The sentence before it in the article; "" at the beginning."""
        whole = self.piece.article.text
        earlier = [span for span in sentence_spans(whole) if span[1] <= self.start]
        return whole[slice(*earlier[-1])] if earlier else ""


def sentences_of(evidence: Iterable[Evidence]) -> list[Sentence]:
    """Every sentence of the evidence, in its order, none twice."""
    found = [Sentence.within(piece, bounds) for piece in evidence for bounds in sentence_spans(piece.text)]
    return list({(one.piece.article.id, one.start, one.end): one for one in found}.values())


def same_statement(one: Sentence, other: Sentence) -> bool:
    """Whether one says nearly nothing that the other does not."""
    first, second = frozenset(stems(one.text)), frozenset(stems(other.text))
    return len(first & second) >= ALIKE * max(1, min(len(first), len(second)))


def independent_sentences(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Those that come from different outlets and different hands: one of each, in order."""
    kept: list[Sentence] = []
    for one in sentences:
        if not any(_same_hand(one, other) for other in kept):
            kept.append(one)
    return kept


def _same_hand(one: Sentence, other: Sentence) -> bool:
    first, second = one.piece.article, other.piece.article
    if first.id == second.id or one.key == other.key:
        return True
    if any(same_name(hand, another) for hand in _hands(one, second) for another in _hands(other, first)):
        return True
    clusters = one.piece.origin.cluster, other.piece.origin.cluster
    return clusters[0] == clusters[1] if all(clusters) else is_reprint(first, second)


def _hands(one: Sentence, beside: Article) -> list[str]:
    """Who a sentence comes from: its publisher, its agency, `beside`'s publisher where that is named as an author, and
    whom the sentence itself credits."""
    article = one.piece.article
    agency = one.piece.origin.agency or _agency_of(article)
    authors = [author for author in article.authors if same_name(author, beside.source)]
    return [article.source, agency, *authors, _credited(one.text, beside.source)]


_agency_of = lru_cache(maxsize=256)(agency_of)


@lru_cache(maxsize=2048)
def _credited(sentence: str, source: str) -> str:
    return credited_in(sentence, (source,) if source else ())


def is_reprint(one: Article, other: Article) -> bool:
    """Whether the two articles share long runs of words."""
    first, second = _runs(one.text), _runs(other.text)
    return len(first & second) >= REPRINT * max(1, min(len(first), len(second)))


@lru_cache(maxsize=256)
def _runs(text: str) -> frozenset[int]:
    words = stems(text)
    return frozenset(hash(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1)))
