"""Messages of the opening and the chat."""

from dataclasses import dataclass
from typing import Annotated

from ui.messages.phrase import Counted, OfLimit, Phrase


@dataclass(frozen=True, slots=True)
class Views:
    """The links between the page's views."""

    ask: str
    check: str
    articles: str


@dataclass(frozen=True, slots=True)
class Opening:
    """The page before the first question."""

    title: str
    help: str
    empty: str
    empty_help: str
    empty_or: str
    empty_sources: Annotated[Phrase, "kinds"]
    holds: Counted
    newest: Annotated[Counted, "day"]


@dataclass(frozen=True, slots=True)
class Chat:
    """The chat."""

    label: str
    question: str
    answer: str
    box: str
    hint: str
    ask: str
    stop: str
    retry: str
    rewrite: str
    new: str
    as_of: str
    as_of_hint: str
    lift: str
    failed: str
    unexpected: str
    out_of_order: str
    too_long: OfLimit


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages of an answer."""

    starting: str
    searching: str
    reading: str
    reading_passages: Counted
    writing: str
    writing_checked: Counted
    checking: str
