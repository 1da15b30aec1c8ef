"""A sentence of an answer (Claim), and the exact words that it rests on (Citation)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from index.article import Article

Verdict = Literal["supported", "contradicted", "unsupported", "unchecked"]


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """The date that a word of a quote means, counted from its article's date: `text` ("Tuesday") is `day`."""

    text: str
    day: date


@dataclass(frozen=True, slots=True)
class Citation:
    """A span of an article that anyone can look up: `quote == article.text[start:end]`.

    Attributes:
        n: The number of the citation in the answer, from 1.
        article: The article, in the version that was cited.
        passage_id: The passage that the span was found in.
        quote: The words.
        start: Where they start in the article's text.
        end: Where they end there.
        also_in: Other outlets that carry the same text.
        dates: The dates that words of the quote mean.
        corrected: Since when the cited version stands, if an earlier one was corrected.
        agency: The news agency that the article, or else its copies, name as the origin of the text.
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
    """One sentence of an answer.

    Attributes:
        text: The sentence, without citation numbers.
        citations: The numbers of its citations.
        verdict: The result of its check.
        reasons: Why, in sentences for people.
        independent_sources: How many sources report it on their own.
        attribution: Whom the articles name as the source of the statement ("Ukraine's air force"); "" if nobody.
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
