"""What is said of what a visitor thinks of an answer, and of how it was made."""

from dataclasses import dataclass
from typing import Annotated

from ui.messages.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Feedback:
    """Of thumbs and reasons (ui/static/feedback.js)."""

    label: str
    up: str
    down: str
    reason: str
    title: str
    help: str
    save: str
    cancel: str
    kept: str
    removed: str
    failed: Annotated[Phrase, "problem"]


@dataclass(frozen=True, slots=True)
class About:
    """Of how an answer was made, and how far such answers can be relied on."""

    quoted: str
    written: str
    high: str
    medium: str
    low: str
    meaning: Annotated[Phrase, "share"]
    took: Annotated[Phrase, "seconds"]
