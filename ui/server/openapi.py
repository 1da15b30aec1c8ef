"""The OpenAPI description: what FastAPI knows of the routes, and what they have in common."""

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
    """A field that is not what it should be."""

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
    """An application that describes itself so, with the routes that it has when first asked to."""

    def openapi(self) -> dict[str, Any]:
        """The description."""
        if self.openapi_schema is None:
            self.openapi_schema = _described(self)
        return self.openapi_schema


def _described(app: FastAPI) -> dict[str, Any]:
    found = get_openapi(title=app.title, version=own_version(), routes=app.routes, servers=app.servers)
    schemas = found.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    shapes: list[type[BaseModel]] = [ChatEvent, IngestEvent, Problem, Completion, CompletionChunk, Models, Refusal]
    _, more = models_json_schema([(shape, "validation") for shape in shapes], ref_template=REFERENCE)
    schemas.update(more["$defs"])
    for path, operations in found["paths"].items():
        for method in METHODS:
            if method in operations:
                _with_problems(operations[method]["responses"], path)
    return found


def _with_problems(responses: dict[str, Any], path: str) -> None:
    """Every route may answer with a problem; those of `/v1/` in OpenAI's shape too."""
    responses.pop("422", None)
    problem = {"application/problem+json": _shape("Problem")}
    theirs = {"application/json": _shape("Refusal")} if path.startswith("/v1/") else {}
    responses["4XX"] = {"description": "The request cannot be answered.", "content": {**problem, **theirs}}
    responses["5XX"] = {"description": "Something else is not in order.", "content": problem}


def _shape(name: str) -> dict[str, Any]:
    return {"schema": {"$ref": REFERENCE.format(model=name)}}
