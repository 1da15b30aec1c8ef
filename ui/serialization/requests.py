"""What can be asked for, as the HTTP API and batch files say it, checked once and then trusted."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from index.errors import DateError, UsageError
from index.filters import Filter
from index.text.dates import parse_moment, parse_window_end
from rag.schema.citation import Claim, Verdict
from rag.schema.conversation import Conversation, Turn
from rag.storage.conversations import LONGEST_TITLE
from rag.storage.feedback import LONGEST_REASON, Given

Body = TypeVar("Body", bound=BaseModel)
LONGEST_QUESTION = 8_000
"""Characters of the longest question that is taken."""
LONGEST_DRAFT = 100_000
"""Characters of the longest text that is checked."""
LONGEST_SOURCE = 1_000_000
"""Characters of the longest text that another is checked against."""
MOST_TURNS = 200
LONGEST_HISTORY = 200_000
"""Characters of the turns together, unless a server is set otherwise."""
LONGEST_ID = 200
"""Characters of the longest id of an answer, a conversation or a visitor that is looked for."""
LONGEST_DATE = 100
"""Characters of the longest text that is read as a date: reading takes longer the longer it is."""


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty; ask something")
    return text


def _written(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty; give the text to check")
    return text


def _begin(value: object) -> object:
    return _date(parse_moment, value)


def _end(value: object) -> object:
    return _date(parse_window_end, value)


def _day(value: object) -> object:
    moment = _date(parse_moment, value)
    return moment.date() if isinstance(moment, datetime) else moment


def _date(parse: Callable[[str], datetime], value: object) -> object:
    if not isinstance(value, str) or not value:
        return value or None
    if len(value) > LONGEST_DATE:
        raise ValueError(f"is longer than any date; write 2022-11-15, or at most {LONGEST_DATE} characters")
    try:
        return parse(value)
    except DateError as error:
        raise ValueError(str(error)) from error


Id = Annotated[str, Field(max_length=LONGEST_ID)]
Asked = Annotated[str, Field(max_length=LONGEST_QUESTION), AfterValidator(_said)]
Begin = Annotated[datetime | None, BeforeValidator(_begin)]
End = Annotated[datetime | None, BeforeValidator(_end)]
Day = Annotated[date | None, BeforeValidator(_day)]


class TurnBody(BaseModel):
    """One turn of the conversation so far."""

    model_config = ConfigDict(frozen=True)

    role: Literal["user", "assistant"]
    text: str


class Conditions(BaseModel):
    """What may be answered from. Dates are read leniently; a day without a time counts whole. `today` is the asker's
    day, from which "yesterday" and "last week" count."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str | int | None = None
    as_of: End = None
    today: Day = None
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
    def given(self) -> dict[str, Any]:
        """Those that were given, as JSON."""
        return self.model_dump(mode="json", include=set(Conditions.model_fields) - {"id"}, exclude_defaults=True)


class Said(BaseModel):
    """What was said before."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    history: tuple[TurnBody, ...] = Field((), max_length=MOST_TURNS)

    @property
    def conversation(self) -> Conversation:
        """The turns as the chain knows them."""
        return Conversation(tuple(Turn(turn.role, turn.text) for turn in self.history))


class Narrowed(Conditions, Said):
    """What may be answered from, and what was said before."""


class FindingBody(BaseModel):
    """A sentence of an answer, and what the check made of it, as that answer's `claims` say it."""

    model_config = ConfigDict(frozen=True)

    text: Annotated[str, Field(max_length=LONGEST_QUESTION)]
    verdict: Verdict
    reasons: tuple[str, ...] = ()


class AskBody(Narrowed):
    """A question (`POST /api/chat`, a line of `ask --batch`). With the `findings` of an answer to it (its claims), a
    language model writes that answer again by them. Asked in a conversation that is kept (`conversation_id`), what was
    said before is known from there, and `history` counts for nothing."""

    question: Asked
    conversation_id: Id = ""
    findings: tuple[FindingBody, ...] = Field((), max_length=MOST_TURNS)
    stream: bool = True

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The findings as the chain knows them."""
        return tuple(Claim(one.text, (), one.verdict, one.reasons) for one in self.findings)


class SiteAskBody(Said):
    """A question of a reader of a site (`POST /api/sites/{key}/chat`). The site says what it is answered from."""

    question: Asked
    today: Day = None
    as_of: End = None

    @property
    def filter(self) -> Filter:
        """As of when it is asked."""
        return Filter(as_of=self.as_of)


class ConversationBody(BaseModel):
    """What a conversation is to be called (`POST /api/conversations`, `PATCH /api/conversations/{id}`); "" is by its
    first question."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Annotated[str, Field(max_length=LONGEST_TITLE)] = ""


class FeedbackBody(BaseModel):
    """What a visitor thinks of an answer (`POST /api/feedback`); `none` takes back what they said."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    answer_id: Id
    verdict: Literal["up", "down", "none"]
    reason: Annotated[str, Field(max_length=LONGEST_REASON)] = ""

    @property
    def opinion(self) -> Given:
        """The same, as it is kept."""
        return Given("" if self.verdict == "none" else self.verdict, self.reason)


class FeedbackQuery(BaseModel):
    """Which feedback to list (`GET /api/feedback`): the newest `limit`, of one verdict or of both."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    verdict: Literal["up", "down", ""] = ""
    limit: int = Field(-1, ge=-1, le=1_000_000)


class ForgetBody(BaseModel):
    """Which kept answers to delete: those of these `ids`, or those given `before` a day, or all that a `visitor` asked
    (by an id of theirs, or of an answer or a conversation of theirs), or `all`. Conversations and feedback that hang on
    them go too."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ids: tuple[str, ...] = ()
    before: Begin = None
    visitor: Id = ""
    all: bool = False

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if sum((bool(self.ids), self.before is not None, bool(self.visitor), self.all)) != 1:
            raise ValueError("give ids of answers, or a day before which they were given, or a visitor, or ask for all")
        return self


class SearchBody(Narrowed):
    """A search (`POST /api/search`, a line of `search --batch`)."""

    query: Asked
    k: int = Field(10, ge=1, le=1000)
    rerank: bool = False


class CheckBody(Conditions):
    """A text to check (`POST /api/check`, a line of `check --batch`): against `source_text` where it is given, else
    against the articles."""

    text: Annotated[str, Field(max_length=LONGEST_DRAFT), AfterValidator(_written)]
    source_text: Annotated[str, Field(max_length=LONGEST_SOURCE)] | None = None


def read_body(kind: type[Body], fields: dict[str, Any]) -> Body:
    """Return `fields` as a request. Raise UsageError, which names the field, if they are none."""
    try:
        return kind.model_validate(fields)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        problem = first["msg"].removeprefix("Value error, ")
        raise UsageError(f"{field}: {problem}" if field else problem) from error
