"""Messages of the filters."""

from dataclasses import dataclass
from typing import Annotated

from ui.messages.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Filters:
    """The filter controls, and an answer that the filters exclude."""

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
