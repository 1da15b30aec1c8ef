"""Request bodies of the HTTP API and of batch files, validated here once."""

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
"""Longest question, in characters."""
LONGEST_DRAFT = 100_000
"""Longest text to check, in characters."""
LONGEST_SOURCE = 1_000_000
"""Longest text to check against, in characters."""
MOST_TURNS = 200
"""Most turns of a conversation in a request."""
LONGEST_HISTORY = 200_000
"""Default limit of all turns together, in characters."""
LONGEST_ID = 200
"""Longest id of an answer, a conversation or a visitor, in characters."""
LONGEST_DATE = 100
"""Longest text to parse as a date, in characters, because parsing time grows with the length."""


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty; ask something")
    return text


def _has_text(text: str) -> str:
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
        raise ValueError(f"is too long for a date ({LONGEST_DATE} characters at most); write 2022-11-15")
    try:
        return parse(value)
    except DateError as error:
        raise ValueError(str(error)) from error


Id = Annotated[str, Field(max_length=LONGEST_ID)]
Asked = Annotated[str, Field(max_length=LONGEST_QUESTION), AfterValidator(_not_blank)]
Begin = Annotated[datetime | None, BeforeValidator(_begin)]
End = Annotated[datetime | None, BeforeValidator(_end)]
Day = Annotated[date | None, BeforeValidator(_day)]


class TurnBody(BaseModel):
    """A turn of the conversation so far."""

    model_config = ConfigDict(frozen=True)

    role: Literal["user", "assistant"]
    text: str


class Conditions(BaseModel):
    """Filters on the articles. Dates may be written in many forms; a date without a time means the whole day. `today`
    is the visitor's date, to which "yesterday" and "last week" refer."""

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
        """The index filter for these conditions."""
        return Filter(self.since, self.until, self.sources, self.languages, self.article_ids, self.as_of)

    @property
    def given(self) -> dict[str, Any]:
        """The conditions that differ from the defaults, as JSON."""
        return self.model_dump(mode="json", include=set(Conditions.model_fields) - {"id"}, exclude_defaults=True)


class Said(BaseModel):
    """The conversation so far."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    history: tuple[TurnBody, ...] = Field((), max_length=MOST_TURNS)

    @property
    def conversation(self) -> Conversation:
        """The turns as a Conversation."""
        return Conversation(tuple(Turn(turn.role, turn.text) for turn in self.history))


class Narrowed(Conditions, Said):
    """Filters on the articles, and the conversation so far."""


class FindingBody(BaseModel):
    """A sentence of an answer with its verdict, as in the answer's `claims`."""

    model_config = ConfigDict(frozen=True)

    text: Annotated[str, Field(max_length=LONGEST_QUESTION)]
    verdict: Verdict
    reasons: tuple[str, ...] = ()


class AskBody(Narrowed):
    """A question (`POST /api/chat`, a line of `ask --batch`). With `findings`, the claims of an earlier answer to it, a
    language model rewrites that answer by them. With `conversation_id` the saved conversation is used, and `history` is
    ignored."""

    question: Asked
    conversation_id: Id = ""
    findings: tuple[FindingBody, ...] = Field((), max_length=MOST_TURNS)
    stream: bool = True

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The findings as claims."""
        return tuple(Claim(finding.text, (), finding.verdict, finding.reasons) for finding in self.findings)


class SiteAskBody(Said):
    """A question of a site's reader (`POST /api/sites/{key}/chat`). The site's settings choose the articles."""

    question: Asked
    today: Day = None
    as_of: End = None

    @property
    def filter(self) -> Filter:
        """The filter on the date that the question is asked as of."""
        return Filter(as_of=self.as_of)


class ConversationBody(BaseModel):
    """The title of a conversation (`POST /api/conversations`, `PATCH /api/conversations/{id}`); "" uses its first
    question."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Annotated[str, Field(max_length=LONGEST_TITLE)] = ""


class FeedbackBody(BaseModel):
    """A visitor's feedback on an answer (`POST /api/feedback`); `none` removes it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    answer_id: Id
    verdict: Literal["up", "down", "none"]
    reason: Annotated[str, Field(max_length=LONGEST_REASON)] = ""

    @property
    def opinion(self) -> Given:
        """The feedback as it is saved."""
        return Given("" if self.verdict == "none" else self.verdict, self.reason)


class FeedbackQuery(BaseModel):
    """The feedback to list (`GET /api/feedback`): the newest `limit`, of one verdict or of both."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    verdict: Literal["up", "down", ""] = ""
    limit: int = Field(-1, ge=-1, le=1_000_000)


class ForgetBody(BaseModel):
    """The saved answers to delete: those with these `ids`, those from `before` a day, those of a `visitor`, or `all`.
    Their conversations and feedback are deleted too. The `visitor` may be named by their id, or by that of an answer or
    conversation of theirs."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ids: tuple[str, ...] = ()
    before: Begin = None
    visitor: Id = ""
    all: bool = False

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if sum((bool(self.ids), self.before is not None, bool(self.visitor), self.all)) != 1:
            raise ValueError("give exactly one of these: ids of answers, a day (before), a visitor, or all")
        return self


class SearchBody(Narrowed):
    """A search (`POST /api/search`, a line of `search --batch`)."""

    query: Asked
    k: int = Field(10, ge=1, le=1000)
    rerank: bool = False


class CheckBody(Conditions):
    """A text to check (`POST /api/check`, a line of `check --batch`), against `source_text` if given, else against the
    articles."""

    text: Annotated[str, Field(max_length=LONGEST_DRAFT), AfterValidator(_has_text)]
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
