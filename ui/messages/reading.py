"""Messages of the article panel beside the chat."""

from dataclasses import dataclass
from typing import Annotated

from ui.messages.phrase import OfDay, Phrase


@dataclass(frozen=True, slots=True)
class Panel:
    """The article panel (ui/static/panel.js)."""

    opening: str
    close: str
    previous: str
    next: str
    place: Annotated[Phrase, "number", "count"]
    keys: Annotated[Phrase, "next", "previous", "close"]
    untitled: str
    failed: str
    gone: str
    partial: str
    unanswered: str
    source: str
    author: str
    authors: str
    published: str
    updated: str
    original: Annotated[Phrase, "host"]
    changed: OfDay
    earlier: OfDay


@dataclass(frozen=True, slots=True)
class Changes:
    """Changes of an article (ui/static/changes.js)."""

    see: str
    opening: str
    failed: str
    title: str
    since: OfDay
    legend: str
    none: str
    read: str
    headline: str
    text: str
