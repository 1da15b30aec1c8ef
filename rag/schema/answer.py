"""The answer to a question, extractive or written by a language model."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from index.filters import Filter
from rag.schema.citation import Citation, Claim

Status = Literal["answered", "partial", "not_found"]
Mode = Literal["extractive", "llm"]
WindowFrom = Literal["", "question", "given"]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader of an answer should know. `kind` is for programs, `text` for people."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """One of the values that reports give for the same quantity.

    Attributes:
        quantity: What is counted or measured, in the question's words.
        value: The value in the words of a report.
        published: When the newest report with this value was published.
        source: The outlet of that report.
        attribution: Whom the report names as its source.
        kind: A newer figure, a figure for something else, or a disagreement.
        citations: Numbers of the citations that give the value.
        scope: What the value is for, if that differs from the question ("drones", "Kyiv").
        independent_sources: How many sources report it on their own.
    """

    quantity: str
    value: str
    published: datetime | None
    source: str
    attribution: str
    kind: Literal["update", "scope", "disagreement"]
    citations: tuple[int, ...]
    scope: str = ""
    independent_sources: int = 1


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question.

    Attributes:
        question: The question as it was typed.
        standalone_question: The question, complete without its conversation.
        status: Whether all, a part or nothing of the question is answered.
        mode: Quoted from the articles, or written by a language model.
        short_answer: A few words that can be read alone ("Seventy"); "" if nothing was found.
        confidence: Estimated probability that the answer is right (0 to 1).
        claims: The sentences, each with the numbers of its citations.
        citations: What the claims rest on.
        related: The nearest passages if nothing was found.
        conflicts: Values that differ between reports.
        notices: What a reader should know about the answer.
        filter: The articles that the answer was taken from.
        timings_ms: Milliseconds of each step, and `total`.
        id: The key under which the answer is saved; "" if it is not.
        window_from: Who asked for the days of publication: the question, or the given filter; "" if nobody.
    """

    question: str
    standalone_question: str
    status: Status
    mode: Mode
    short_answer: str
    confidence: float
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    related: tuple[Citation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    notices: tuple[Notice, ...] = ()
    filter: Filter = field(default_factory=Filter)
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    id: str = ""
    window_from: WindowFrom = ""

    @property
    def text(self) -> str:
        """The claims as prose, with their citation numbers."""
        return " ".join(claim.marked for claim in self.claims)
