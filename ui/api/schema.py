"""Answers, passages and checks as the OpenAPI description has them; `ui.serialization` makes the JSON."""

from typing import Literal

from pydantic import BaseModel, Field

from rag.schema.answer import Mode, Status, WindowFrom
from rag.schema.citation import Verdict

ConflictKind = Literal["update", "scope", "disagreement"]
Group = Literal["citations", "related"]


class DateInQuote(BaseModel):
    """A day that a quote names by the day of its article: "Tuesday"."""

    text: str
    date: str


class Citation(BaseModel):
    """A span of an article: `quote` is `text[start:end]` of it, in characters."""

    n: int
    article_id: str
    version: int
    passage_id: str
    title: str
    source: str
    url: str
    published: str | None
    updated: str | None
    quote: str
    start: int
    end: int
    also_in: list[str] = Field(description="Other outlets that carry it.")
    dates: list[DateInQuote]
    corrected: str | None = Field(description="Since when this version stands, where it read otherwise before.")
    agency: str = Field("", description="Whom the article, or its copies, name as the origin of their text.")


class Claim(BaseModel):
    """One sentence of an answer."""

    text: str
    citations: list[int] = Field(description="Numbers of citations.")
    verdict: Verdict
    reasons: list[str]
    independent_sources: int
    attribution: str = Field(description='According to whom; "" where the article says it itself.')


class Conflict(BaseModel):
    """One of the values that reports give for what was asked; the leading one comes first."""

    quantity: str
    value: str
    published: str | None
    source: str
    attribution: str
    kind: ConflictKind
    citations: list[int]
    scope: str
    independent_sources: int


class Notice(BaseModel):
    """What a reader should know besides: `kind` is for programs, `text` for people."""

    kind: str
    text: str


class Window(BaseModel):
    """The days of publication that were answered from, and who asked for them."""

    since: str | None
    until: str | None
    from_: WindowFrom = Field(alias="from")


class Sought(BaseModel):
    """The sources and languages that were answered from; none is all."""

    sources: list[str]
    languages: list[str]


class Answer(BaseModel):
    """The answer to a question."""

    answer_id: str = Field("", description="What it is kept under; missing where it is not kept.")
    question: str
    standalone_question: str
    status: Status
    mode: Mode
    short_answer: str
    answer: str = Field(description="The claims as prose, with [n].")
    confidence: float = Field(ge=0, le=1)
    claims: list[Claim]
    citations: list[Citation]
    related: list[Citation]
    conflicts: list[Conflict]
    notices: list[Notice]
    as_of: str | None
    window: Window | None = Field(None, description="Only where there are bounds on the day of publication.")
    narrowed: Sought | None = Field(None, description="Only where some sources or languages alone were asked for.")
    timings_ms: dict[str, float]


class Hit(BaseModel):
    """A passage found."""

    article_id: str
    passage_id: str
    score: float
    start: int
    end: int
    text: str


class Found(BaseModel):
    """The hits of a search, best first."""

    query: str
    hits: list[Hit]


class DraftClaim(Claim):
    """A sentence of a text that was checked: `text[start:end]` of it."""

    start: int
    end: int
    score: float | None


class DraftCheck(BaseModel):
    """A text checked sentence by sentence."""

    verdict: Verdict
    supported: bool
    score: float
    claims: list[DraftClaim]
    citations: list[Citation]
    notices: list[Notice]


class Piece(BaseModel):
    """The whole passage behind a citation of a kept answer."""

    n: int
    list: Group
    article_id: str
    version: int
    passage_id: str
    start: int
    end: int
    text: str


class Change(BaseModel):
    """What has become of a passage that a kept answer cites."""

    n: int
    list: Group
    article_id: str
    change: Literal["changed", "removed", "purged"]
    since: str | None
    quote_stands: bool
    version: int | None


class SavedAnswer(BaseModel):
    """An answer as it was given, what it was made from, and what has changed since."""

    answer_id: str
    asked: str
    answer: Answer
    evidence: list[Piece]
    changes: list[Change]
