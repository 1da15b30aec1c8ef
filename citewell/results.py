"""Results with attributes: the JSON contracts of docs/api.md as frozen models.

Fields of newer versions that these models do not know are kept as further attributes.
"""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field


class Result(BaseModel):
    """Base of all results: frozen, and open to fields that a newer server adds."""

    model_config = ConfigDict(frozen=True, extra="allow")


class DateInQuote(Result):
    """A day that a quote names relative to its article, such as "Tuesday"."""

    text: str
    date: date


class Citation(Result):
    """A span of an article. `quote` is `text[start:end]` of the article, in characters."""

    n: int
    article_id: str
    version: int
    passage_id: str
    title: str
    source: str
    url: str
    published: datetime | None
    updated: datetime | None
    quote: str
    start: int
    end: int
    also_in: tuple[str, ...] = ()
    """Other outlets that carry the quote."""
    dates: tuple[DateInQuote, ...] = ()
    corrected: datetime | None = None
    """Since when this version stands, if the article read otherwise before."""
    agency: str = ""
    """Whom the article or its copies name as the origin of their text."""


class Claim(Result):
    """A sentence of an answer, and whether its citations carry it."""

    text: str
    citations: tuple[int, ...]
    """Numbers of citations; `Answer.cited` returns them."""
    verdict: str
    """`supported`, `contradicted`, `unsupported`, or `unchecked` if it states nothing to check."""
    reasons: tuple[str, ...] = ()
    independent_sources: int = 0
    attribution: str = ""
    """According to whom; "" if the article says it itself."""


class CheckedClaim(Claim):
    """A sentence of a checked text: `text[start:end]` of it."""

    start: int
    end: int
    score: float | None
    """0 to 1, higher is better supported; None if the sentence is unchecked."""


class Conflict(Result):
    """A value that reports give for what was asked; the leading one comes first."""

    quantity: str
    value: str
    published: datetime | None
    source: str
    attribution: str
    kind: str
    """`update`, `disagreement` or `scope`."""
    citations: tuple[int, ...]
    scope: str = ""
    independent_sources: int = 0


class Notice(Result):
    """What a reader should also know: `kind` for programs, `text` for people."""

    kind: str
    text: str


class Window(Result):
    """The days of publication that an answer was taken from; None is open."""

    since: datetime | None
    until: datetime | None
    origin: str = Field(alias="from")
    """`question` if its words asked for these days, `given` if the caller did."""


class Narrowed(Result):
    """The sources and languages that an answer was taken from; empty is all."""

    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


class Cited(Result):
    """A result with numbered citations."""

    citations: tuple[Citation, ...]

    def cited(self, claim: Claim | Conflict) -> tuple[Citation, ...]:
        """Return the citations of a claim or of a conflicting value, in its order."""
        by_number = {citation.n: citation for citation in self.citations}
        return tuple(by_number[number] for number in claim.citations if number in by_number)


class Answer(Cited):
    """The answer to a question. `str(answer)` is its text, or why there is none."""

    question: str
    standalone_question: str
    status: str
    """`answered`, `partial` or `not_found`."""
    mode: str
    """`extractive` (quoted) or `llm` (written by a language model, and checked)."""
    short_answer: str
    answer: str
    """The claims as prose, with `[n]`."""
    confidence: float
    """0 to 1: the share of answers like this that are right."""
    claims: tuple[Claim, ...]
    related: tuple[Citation, ...] = ()
    """The nearest passages, if nothing answers."""
    conflicts: tuple[Conflict, ...] = ()
    notices: tuple[Notice, ...] = ()
    as_of: datetime | None = None
    window: Window | None = None
    narrowed: Narrowed | None = None
    timings_ms: dict[str, float] = {}
    answer_id: str = ""
    """What the answer is kept under; "" if it is not kept."""

    def __str__(self) -> str:
        return self.answer or " ".join(notice.text for notice in self.notices)


class CheckedText(Cited):
    """A text checked sentence by sentence."""

    verdict: str
    """That of the worst sentence."""
    supported: bool
    score: float
    """0 to 1: the lowest score of its sentences."""
    claims: tuple[CheckedClaim, ...]
    notices: tuple[Notice, ...] = ()


class Hit(Result):
    """A passage that a search found: `text[start:end]` of its article."""

    article_id: str
    passage_id: str
    score: float
    """Higher is better; comparable within one search only."""
    start: int
    end: int
    text: str


class Failure(Result):
    """What could not be read or done, and why."""

    source: str
    error: str


class IngestReport(Result):
    """How many articles an ingest added, and what it could not read."""

    added: int
    updated: int
    unchanged: int
    removed: int
    passages: int
    failed: tuple[Failure, ...] = ()


class RemoveReport(Result):
    """Ids of the articles that were removed, and those that there are not."""

    removed: tuple[str, ...]
    failed: tuple[Failure, ...] = ()


class ArticleHead(Result):
    """An article in a list, without its text."""

    id: str
    version: int
    title: str
    source: str
    url: str
    authors: tuple[str, ...]
    published: datetime | None
    updated: datetime | None
    fetched: datetime | None
    language: str
    passages: int = 0


class Version(Result):
    """When a version of an article stood; `until` is None for the present one."""

    version: int
    since: datetime | None
    until: datetime | None


class Article(ArticleHead):
    """An article with its text."""

    text: str
    versions: tuple[Version, ...] = ()
