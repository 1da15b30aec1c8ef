"""OpenAPI models of the events of an ingest."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, Json, RootModel

from ui.api.schema_store import Ingested


class ProgressData(BaseModel):
    """The source read last, the progress, and the counts so far."""

    source: str
    done: int
    of: int
    added: int
    updated: int
    unchanged: int
    passages: int
    failures: int


class Progress(BaseModel):
    """Comes after each address or file."""

    event: Literal["progress"]
    data: Json[ProgressData]


class IngestDone(BaseModel):
    """The last event, unless the store failed."""

    event: Literal["done"]
    data: Json[Ingested]


class IngestErrorData(BaseModel):
    """What is wrong and what to do."""

    detail: str


class IngestError(BaseModel):
    """The last event if the store failed."""

    event: Literal["error"]
    data: Json[IngestErrorData]


class IngestEvent(RootModel[Annotated[Progress | IngestDone | IngestError, Field(discriminator="event")]]):
    """One of the events of an ingest. In the stream, `data` is a string that holds JSON."""


INGEST_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "model": Ingested,
        "description": "The report as one object, or as a stream of events.",
        "content": {"text/event-stream": {"itemSchema": {"$ref": "#/components/schemas/IngestEvent"}}},
    }
}
