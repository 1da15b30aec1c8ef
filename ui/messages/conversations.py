"""What is said of the conversations that are kept, and of taking an answer elsewhere."""

from dataclasses import dataclass
from typing import Annotated

from ui.messages.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Conversations:
    """The list of conversations (ui/static/conversations), and saving errors."""

    title: str
    show: str
    close: str
    new: str
    open: str
    search: str
    empty: str
    unfound: str
    more: str
    actions: Annotated[Phrase, "title"]
    untitled: str
    rename: str
    name: str
    save: str
    cancel: str
    markdown: str
    json: str
    delete: str
    sure: str
    sure_help: str
    keep: str
    renamed: str
    deleted: str
    found: Annotated[Phrase, "count"]
    failed: Annotated[Phrase, "problem"]
    unkept: Annotated[Phrase, "problem"]
    lost: str
    interrupted: str
    again: str


@dataclass(frozen=True, slots=True)
class Copying:
    """Copying an answer or its link (ui/static/copy.js)."""

    answer: str
    link: str
    copied: str
    failed: str
