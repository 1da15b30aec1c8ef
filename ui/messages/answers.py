"""Messages about an answer."""

from dataclasses import dataclass
from typing import Annotated

from ui.messages.phrase import Counted, OfDay, Phrase


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer and its sentences."""

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
    """Cited and related passages."""

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
    """Tables of conflicting values."""

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
    """Charts of values over time."""

    title: Annotated[Phrase, "quantity"]
    title_of: Annotated[Phrase, "quantity", "scope"]
    label: Annotated[Phrase, "title"]


@dataclass(frozen=True, slots=True)
class Kept:
    """The page of a saved answer."""

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
    """Notices with a fixed text.

    The English text must equal `rag`'s, by which notices are translated. `quoted` is an exception: it replaces notices
    about the language model, whose details are not for readers.
    """

    nothing_says: str
    no_article: str
    nothing_then: str
    another_time: str
    disagree: str
    quoted: str
