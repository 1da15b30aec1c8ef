"""Messages below an answer: feedback, and how the answer was made."""

from dataclasses import dataclass
from typing import Annotated

from ui.messages.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Feedback:
    """Thumbs and reasons (ui/static/feedback.js)."""

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
    """How an answer was made, and its confidence."""

    quoted: str
    written: str
    high: str
    medium: str
    low: str
    meaning: Annotated[Phrase, "share"]
    took: Annotated[Phrase, "seconds"]
