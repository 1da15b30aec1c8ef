"""What an ingest tells, as the OpenAPI description has it."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, Json, RootModel

from ui.api.schema_store import Ingested


class ProgressData(BaseModel):
    """What was read last, how far it has come, and the counts so far."""

    source: str
    done: int
    of: int
    added: int
    updated: int
    unchanged: int
    passages: int
    failures: int


class Progress(BaseModel):
    """Comes after each address and file."""

    event: Literal["progress"]
    data: Json[ProgressData]


class IngestDone(BaseModel):
    """Comes last, where nothing went wrong with the store."""

    event: Literal["done"]
    data: Json[Ingested]


class IngestErrorData(BaseModel):
    """What is wrong and what to do."""

    detail: str


class IngestError(BaseModel):
    """Comes last, where something did."""

    event: Literal["error"]
    data: Json[IngestErrorData]


class IngestEvent(RootModel[Annotated[Progress | IngestDone | IngestError, Field(discriminator="event")]]):
    """One of the events of an ingest. On the line, `data` is a text that holds JSON."""


INGEST_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "model": Ingested,
        "description": "All that was done, or the events that lead to it.",
        "content": {"text/event-stream": {"itemSchema": {"$ref": "#/components/schemas/IngestEvent"}}},
    }
}
