"""What is said of an answer."""

from dataclasses import dataclass
from typing import Annotated

from ui.messages.phrase import Counted, OfDay, Phrase


@dataclass(frozen=True, slots=True)
class Answer:
    """Of an answer and its sentences."""

    stopped: str
    understood: Annotated[Phrase, "question"]
    as_of: OfDay
    published_on: OfDay
    published_between: Annotated[Phrase, "first", "last"]
    published_since: OfDay
    published_until: OfDay
    partial: str
    not_found: str
    outside_window: str
    removed: str
    one_side: str
    unsure: str
    contradicted: str
    unsupported: str
    unchecked: str
    according_to: Annotated[Phrase, "who"]
    reported_by: Counted
    link: str


@dataclass(frozen=True, slots=True)
class Cards:
    """Of cited and nearest passages."""

    sources: str
    nearest: str
    nearest_help: str
    outside: str
    outside_help: str
    open: str
    original: str
    untitled: str
    undated: str
    unnamed: str
    also_in: Annotated[Counted, "names"]
    passed_on: Annotated[Phrase, "who"]
    resolved: Annotated[Phrase, "words", "day"]
    corrected: OfDay
    changes: str


@dataclass(frozen=True, slots=True)
class Conflicts:
    """Of values that differ."""

    title: Annotated[Phrase, "quantity"]
    value: str
    scope: str
    says: str
    source: str
    date: str
    leading: str
    independent: Counted
    updated: str
    of_something_else: str
    disagrees: str


@dataclass(frozen=True, slots=True)
class Charts:
    """Of values over time."""

    title: Annotated[Phrase, "quantity"]
    title_of: Annotated[Phrase, "quantity", "scope"]
    label: Annotated[Phrase, "title"]


@dataclass(frozen=True, slots=True)
class Kept:
    """Of a kept answer on its own page."""

    asked: OfDay
    home: str
    gone: str
    evidence: str
    changed_title: str
    unchanged: str
    changed_stands: OfDay
    changed_gone: OfDay
    removed: OfDay
    purged: OfDay
    undated_changed_stands: str
    undated_changed_gone: str
    undated_removed: str
    undated_purged: str


@dataclass(frozen=True, slots=True)
class Notices:
    """What an answer says in fixed words: in English exactly as `rag` says it, but for `quoted`, which readers are told
    where `rag` says what is wrong with the language model too."""

    nothing_says: str
    no_article: str
    nothing_then: str
    another_time: str
    disagree: str
    quoted: str
