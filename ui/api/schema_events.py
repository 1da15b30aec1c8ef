"""The events of an answer on its way, as the OpenAPI description has them; `ui.api.events` makes them."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, Json, RootModel

from rag.schema.events import StageName
from ui.api.schema import Answer, Citation, Claim, Conflict


class _Event(BaseModel):
    """A server-sent event: its `id` is `STREAM:NUMBER`."""

    id: str


class StartData(BaseModel):
    """`version` is that of these events, `stream` the id under which this answer can be heard again, or stopped."""

    version: int
    stream: str


class Start(_Event):
    """Comes at once, and first."""

    event: Literal["start"]
    data: Json[StartData]


class StageData(BaseModel):
    """A step has begun; `count` is the number of things it works on, where that says something."""

    name: StageName
    count: int | None


class StageEvent(_Event):
    """What is being done."""

    event: Literal["stage"]
    data: Json[StageData]


class StandaloneData(BaseModel):
    """The question, complete without its conversation."""

    text: str


class StandaloneEvent(_Event):
    """How the question was understood, where that is not as it was typed."""

    event: Literal["standalone_question"]
    data: Json[StandaloneData]


class SourcesData(BaseModel):
    """Whole passages, best first; their `n` is their place here, and not the number of a citation."""

    sources: list[Citation]


class SourcesEvent(_Event):
    """The passages that are about to be read."""

    event: Literal["sources"]
    data: Json[SourcesData]


class DeltaData(BaseModel):
    """More words of the claim at this position (from 0) of the answer."""

    position: int
    text: str


class DeltaEvent(_Event):
    """Words that are not checked yet."""

    event: Literal["claim_delta"]
    data: Json[DeltaData]


class ClaimData(Claim):
    """A claim with its verdict, in the place of all that was told of this position before."""

    position: int
    cited: list[Citation]


class ClaimEvent(_Event):
    """A sentence is whole, and checked."""

    event: Literal["claim"]
    data: Json[ClaimData]


class ConflictsData(BaseModel):
    """The values that reports give for what was asked, where they differ."""

    conflicts: list[Conflict]


class ConflictsEvent(_Event):
    """Comes before the answer, where there are any."""

    event: Literal["conflicts"]
    data: Json[ConflictsData]


class AnswerEvent(_Event):
    """The whole answer, in the place of all that was told before."""

    event: Literal["answer"]
    data: Json[Answer]


class DoneData(BaseModel):
    """Whether the answer was stopped before it was whole."""

    stopped: bool


class Done(_Event):
    """Comes last, where nothing went wrong."""

    event: Literal["done"]
    data: Json[DoneData]


class ErrorData(BaseModel):
    """What is wrong and what to do, with the status that the response would have had."""

    status: int
    detail: str


class ErrorEvent(_Event):
    """Comes last, where something went wrong."""

    event: Literal["error"]
    data: Json[ErrorData]


class ChatEvent(RootModel[
    Annotated[
        Start
        | StageEvent
        | StandaloneEvent
        | SourcesEvent
        | DeltaEvent
        | ClaimEvent
        | ConflictsEvent
        | AnswerEvent
        | Done
        | ErrorEvent,
        Field(discriminator="event"),
    ]
]):  # fmt: skip
    """One of the events. On the line, `data` is a text that holds JSON."""


_EVENTS = {"text/event-stream": {"itemSchema": {"$ref": "#/components/schemas/ChatEvent"}}}
CHAT_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"model": Answer, "description": "The answer, or the events that lead to it.", "content": _EVENTS}
}
STREAM_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"description": "The events that follow.", "content": _EVENTS},
    204: {"description": "Nothing follows."},
}
