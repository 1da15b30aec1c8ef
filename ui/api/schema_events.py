"""OpenAPI models of the events of an answer. `ui.api.event_data` makes them."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, Json, RootModel

from rag.schema.events import StageName
from ui.api.schema import Answer, Citation, Claim, Conflict


class _Event(BaseModel):
    """A server-sent event: its `id` is `STREAM:NUMBER`."""

    id: str


class StartData(BaseModel):
    """`version` is the version of the events; `stream` is the id to resume or stop this answer by."""

    version: int
    stream: str


class Start(_Event):
    """The first event, sent at once."""

    event: Literal["start"]
    data: Json[StartData]


class StageData(BaseModel):
    """The name of a step, and the number of items it works on if that is known."""

    name: StageName
    count: int | None


class StageEvent(_Event):
    """A step has begun."""

    event: Literal["stage"]
    data: Json[StageData]


class StandaloneData(BaseModel):
    """The question, rewritten to stand alone."""

    text: str


class StandaloneEvent(_Event):
    """How the question was understood, if it differs from what was typed."""

    event: Literal["standalone_question"]
    data: Json[StandaloneData]


class SourcesData(BaseModel):
    """Whole passages, best first. `n` is the position in this list, not a citation number."""

    sources: list[Citation]


class SourcesEvent(_Event):
    """The passages that will be read."""

    event: Literal["sources"]
    data: Json[SourcesData]


class DeltaData(BaseModel):
    """More words of the claim at this position (from 0)."""

    position: int
    text: str


class DeltaEvent(_Event):
    """Unchecked words of a claim."""

    event: Literal["claim_delta"]
    data: Json[DeltaData]


class ClaimData(Claim):
    """A claim with its verdict; it replaces all earlier text at this position."""

    position: int
    cited: list[Citation]


class ClaimEvent(_Event):
    """A claim is complete and checked."""

    event: Literal["claim"]
    data: Json[ClaimData]


class ConflictsData(BaseModel):
    """The differing values that reports give for the figure asked for."""

    conflicts: list[Conflict]


class ConflictsEvent(_Event):
    """Comes before the answer, if there are conflicts."""

    event: Literal["conflicts"]
    data: Json[ConflictsData]


class AnswerEvent(_Event):
    """The whole answer; it replaces all earlier events."""

    event: Literal["answer"]
    data: Json[Answer]


class DoneData(BaseModel):
    """Whether the answer was stopped early."""

    stopped: bool


class Done(_Event):
    """The last event, unless something went wrong."""

    event: Literal["done"]
    data: Json[DoneData]


class ErrorData(BaseModel):
    """What is wrong and what to do, with the matching HTTP status."""

    status: int
    detail: str


class ErrorEvent(_Event):
    """The last event if something went wrong."""

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
    """One of the events. In the stream, `data` is a string that holds JSON."""


_EVENTS = {"text/event-stream": {"itemSchema": {"$ref": "#/components/schemas/ChatEvent"}}}
CHAT_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"model": Answer, "description": "The answer as one object, or as a stream of events.", "content": _EVENTS}
}
STREAM_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"description": "The events that follow.", "content": _EVENTS},
    204: {"description": "Nothing follows."},
}
