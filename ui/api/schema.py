"""OpenAPI models of answers, passages and checks. `ui.serialization` makes the JSON."""

from typing import Literal

from pydantic import BaseModel, Field

from rag.schema.answer import Mode, Status, WindowFrom
from rag.schema.citation import Verdict

ConflictKind = Literal["update", "scope", "disagreement"]
Group = Literal["citations", "related"]


class DateInQuote(BaseModel):
    """A date that a quote names relative to its article's date, such as "Tuesday"."""

    text: str
    date: str


class Citation(BaseModel):
    """A span of an article: `quote` equals `text[start:end]` of the article, in characters."""

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
    also_in: list[str] = Field(description="Other outlets that carry the same text.")
    dates: list[DateInQuote]
    corrected: str | None = Field(
        description="When this version became current, if the version before it read differently."
    )
    agency: str = Field("", description="The news agency that the article, or a reprint of it, names as its origin.")


class Claim(BaseModel):
    """One sentence of an answer."""

    text: str
    citations: list[int] = Field(description="Numbers of citations.")
    verdict: Verdict
    reasons: list[str]
    independent_sources: int
    attribution: str = Field(
        description='The source that the article attributes it to; "" if the article states it itself.'
    )


class Conflict(BaseModel):
    """One of the values that reports give for the figure asked for; the leading value comes first."""

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
    """A note on the answer: `kind` is for programs, `text` for people."""

    kind: str
    text: str


class Window(BaseModel):
    """The publication dates that the answer is limited to, and who set them."""

    since: str | None
    until: str | None
    from_: WindowFrom = Field(alias="from")


class Sought(BaseModel):
    """The sources and languages that the answer is limited to; an empty list means all."""

    sources: list[str]
    languages: list[str]


class Answer(BaseModel):
    """The answer to a question."""

    answer_id: str = Field("", description="Id of the saved answer; missing if it is not saved.")
    question: str
    standalone_question: str
    status: Status
    mode: Mode
    short_answer: str
    answer: str = Field(description="The claims as prose, with citation marks [n].")
    confidence: float = Field(ge=0, le=1)
    claims: list[Claim]
    citations: list[Citation]
    related: list[Citation]
    conflicts: list[Conflict]
    notices: list[Notice]
    as_of: str | None
    window: Window | None = Field(None, description="Present if the answer is limited to publication dates.")
    narrowed: Sought | None = Field(None, description="Present if the answer is limited to sources or languages.")
    timings_ms: dict[str, float]


class Hit(BaseModel):
    """A passage that a search found."""

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
    """A checked sentence of a text: `text[start:end]`."""

    start: int
    end: int
    score: float | None


class DraftCheck(BaseModel):
    """The check of a text, sentence by sentence."""

    verdict: Verdict
    supported: bool
    score: float
    claims: list[DraftClaim]
    citations: list[Citation]
    notices: list[Notice]


class Piece(BaseModel):
    """The whole passage behind a citation of a saved answer."""

    n: int
    list: Group
    article_id: str
    version: int
    passage_id: str
    start: int
    end: int
    text: str


class Change(BaseModel):
    """A change to a passage that a saved answer cites."""

    n: int
    list: Group
    article_id: str
    change: Literal["changed", "removed", "purged"]
    since: str | None
    quote_stands: bool
    version: int | None


class SavedAnswer(BaseModel):
    """A saved answer, its evidence, and what has changed since."""

    answer_id: str
    asked: str
    answer: Answer
    evidence: list[Piece]
    changes: list[Change]
