"""What is said of narrowing a search, and of what that leaves out."""

from dataclasses import dataclass
from typing import Annotated

from ui.messages.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Filters:
    """Of the controls, and of an answer that they leave without one."""

    narrow: str
    since: str
    until: str
    sources: str
    languages: str
    source: Annotated[Phrase, "name"]
    language: Annotated[Phrase, "name"]
    no_day: str
    remove: str
    lift: str
    outside: str
    outside_title: str
    outside_help: str
