"""The OpenAPI description: FastAPI's description of the routes, with the errors and events added."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from index.system.versions import own_version
from ui.api.schema_events import ChatEvent
from ui.api.schema_ingest import IngestEvent
from ui.openai.schema import Completion, CompletionChunk, Models, Refusal

REFERENCE = "#/components/schemas/{model}"
METHODS = ("get", "post", "put", "patch", "delete")


class FieldProblem(BaseModel):
    """An invalid field."""

    field: str
    problem: str


class Problem(BaseModel):
    """What is wrong and what to do (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    reason: str = ""
    errors: list[FieldProblem] = []


class DescribedApi(FastAPI):
    """An application with our OpenAPI description, made at the first request from the routes present then."""

    def openapi(self) -> dict[str, Any]:
        """Return the description."""
        if self.openapi_schema is None:
            self.openapi_schema = _described(self)
        return self.openapi_schema


def _described(app: FastAPI) -> dict[str, Any]:
    description = get_openapi(title=app.title, version=own_version(), routes=app.routes, servers=app.servers)
    schemas = description.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    models: list[type[BaseModel]] = [ChatEvent, IngestEvent, Problem, Completion, CompletionChunk, Models, Refusal]
    _, more = models_json_schema([(model, "validation") for model in models], ref_template=REFERENCE)
    schemas.update(more["$defs"])
    for path, operations in description["paths"].items():
        for method in METHODS:
            if method in operations:
                _add_problems(operations[method]["responses"], path)
    return description


def _add_problems(responses: dict[str, Any], path: str) -> None:
    """Add problem details to a route's responses; below `/v1/` in OpenAI's format too."""
    responses.pop("422", None)
    problem = {"application/problem+json": _reference("Problem")}
    openai_error = {"application/json": _reference("Refusal")} if path.startswith("/v1/") else {}
    responses["4XX"] = {
        "description": "The request is not valid or not allowed.",
        "content": {**problem, **openai_error},
    }
    responses["5XX"] = {"description": "The server or another service has failed.", "content": problem}


def _reference(name: str) -> dict[str, Any]:
    return {"schema": {"$ref": REFERENCE.format(model=name)}}
