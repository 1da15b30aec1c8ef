"""Citation and Claim: a sentence of an answer, and the exact words that it rests on."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from index.article import Article

Verdict = Literal["supported", "contradicted", "unsupported", "unchecked"]


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """A day that a quote names by the day of its article: `text` ("Tuesday") is `day`."""

    text: str
    day: date


@dataclass(frozen=True, slots=True)
class Citation:
    """A span of an article that anyone can look up: `quote == article.text[start:end]`.

    `n` is the number it goes by in the answer, from 1. `also_in` names other outlets that carry the same text. `dates`
    are the days that the quote names by its article's. `corrected` is since when the cited version stands, where the
    article read otherwise before. `agency` is whom the article, or else its copies, name as the origin of their text.
    """

    n: int
    article: Article
    passage_id: str
    quote: str
    start: int
    end: int
    also_in: tuple[str, ...] = ()
    dates: tuple[ResolvedDate, ...] = ()
    corrected: datetime | None = None
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an answer, the numbers of its citations, and what the check made of it.

    `reasons` are sentences that a person can read. `independent_sources` counts who reports it on their own.
    `attribution` is who the articles say it according to ("Ukraine's air force"); "" where they say it themselves.
    """

    text: str
    citations: tuple[int, ...]
    verdict: Verdict = "unchecked"
    reasons: tuple[str, ...] = ()
    independent_sources: int = 1
    attribution: str = ""

    @property
    def marked(self) -> str:
        """The sentence with its citation numbers: "Seventy were shot down. [1]"."""
        return " ".join([self.text, "".join(f"[{n}]" for n in self.citations)]).strip()
