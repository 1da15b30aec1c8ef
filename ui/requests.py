"""What can be asked for, as the HTTP API and batch files say it, checked once and then trusted."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from index.dates import parse_moment, parse_window_end
from index.errors import DateError
from index.filters import Filter
from rag.conversation import Conversation, Turn

LONGEST_QUESTION = 8_000
"""Characters of the longest question that is taken."""
MOST_TURNS = 200


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty; ask something")
    return text


def _begin(value: object) -> object:
    return _date(parse_moment, value)


def _end(value: object) -> object:
    return _date(parse_window_end, value)


def _date(parse: Callable[[str], datetime], value: object) -> object:
    if not isinstance(value, str) or not value:
        return value or None
    try:
        return parse(value)
    except DateError as error:
        raise ValueError(str(error)) from error


Asked = Annotated[str, Field(max_length=LONGEST_QUESTION), AfterValidator(_said)]
Begin = Annotated[datetime | None, BeforeValidator(_begin)]
End = Annotated[datetime | None, BeforeValidator(_end)]


class TurnBody(BaseModel):
    """One turn of the conversation so far."""

    model_config = ConfigDict(frozen=True)

    role: Literal["user", "assistant"]
    text: str


class Narrowed(BaseModel):
    """What may be answered from. Dates are read leniently; a day without a time counts whole."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str | int | None = None
    history: tuple[TurnBody, ...] = Field((), max_length=MOST_TURNS)
    as_of: End = None
    since: Begin = None
    until: End = None
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    article_ids: tuple[str, ...] = ()

    @property
    def filter(self) -> Filter:
        """These conditions as the index knows them."""
        return Filter(self.since, self.until, self.sources, self.languages, self.article_ids, self.as_of)

    @property
    def conversation(self) -> Conversation:
        """The turns as the chain knows them."""
        return Conversation(tuple(Turn(turn.role, turn.text) for turn in self.history))


class AskBody(Narrowed):
    """A question (`POST /api/chat`, a line of `ask --batch`)."""

    question: Asked
    stream: bool = True


class SearchBody(Narrowed):
    """A search (`POST /api/search`, a line of `search --batch`)."""

    query: Asked
    k: int = Field(10, ge=1, le=1000)
    rerank: bool = False
