"""Answer: everything that is known about a question, in either mode."""

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
    """One of the values that reports give for the same quantity, and who gives it.

    `published` and `source` are of the newest report that gives it. `attribution` is according to whom. `scope` says of
    what it is told where that differs ("drones", "Kyiv"). `independent_sources` counts who reports it on their own.
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

    `short_answer` can be read alone ("Seventy"); it is "" where nothing was found. `claims` are its sentences, each
    with the numbers of its `citations`. `related` are the nearest passages of an answer that was not found.
    `confidence` is the estimated share of answers like this that are right. `timings_ms` has an entry for each step,
    and `total`.
    `filter` is what it was answered from, and `window_from` who asked for the days of publication in it: the question
    itself, or whoever gave them with it ("" where there are none). `id` is what it is kept under, "" where it is not
    kept.
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
