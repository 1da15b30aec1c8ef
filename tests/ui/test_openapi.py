"""Responses match the OpenAPI description, for any request."""

from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
import schemathesis
from fastapi import FastAPI
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from rag.reader.model import embedded_reader
from tests.articles import BAKERY, StoreOf, article
from ui.app.engine import Engine
from ui.server.application import create_app

pytestmark = pytest.mark.slow

TOKEN = "the token"
EXEMPT = {
    "/api/reindex": "embeds every passage again; tests/ui/test_embedders.py asks for it",
    "/api/doctor": "examines the whole store; tests/ui/test_ingest_api.py asks for it",
    "/api/ingest": "may read files and fetch addresses; tests/ui/test_ingest_api.py asks for it",
}
"""Routes that are not asked for at random, and why."""
EXAMPLES = 8
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture(scope="module")
def engine(store_of: StoreOf) -> Iterator[Engine]:
    """A store of two articles."""
    store = store_of([article(), article(BAKERY, "loaf/1", title="A long loaf")])
    engine = Engine(store, embedded_reader, through_llama=True)
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def app(engine: Engine) -> FastAPI:
    """The application, asked without a network."""
    return create_app(engine, TOKEN)


@pytest.fixture(scope="module")
def described(app: FastAPI) -> Any:
    """Its description, the source of requests."""
    return schemathesis.openapi.from_asgi("/openapi.json", app)


def _ask_at_random(described: Any, headers: dict[str, str]) -> None:
    """Send EXAMPLES requests to every operation, always the same, and report all failures together."""
    wrong: list[str] = []
    for found in described.exclude(path=list(EXEMPT)).get_all_operations():
        operation = found.ok()

        @hypothesis.settings(
            max_examples=EXAMPLES,
            derandomize=True,
            deadline=None,
            database=None,
            suppress_health_check=list(hypothesis.HealthCheck),
        )
        @hypothesis.given(case=operation.as_strategy())
        def asked(case: schemathesis.Case[Any]) -> None:
            case.call_and_validate(checks=CHECKS, headers=headers)

        try:
            asked()
        except FailureGroup as failed:
            wrong += [f"{operation.label}: {one}" for one in failed.exceptions]
    assert wrong == []


def test_what_anybody_is_answered_is_as_described(described: Any) -> None:
    _ask_at_random(described, {})


def test_what_the_owner_is_answered_is_as_described(described: Any) -> None:
    _ask_at_random(described, {"Authorization": f"Bearer {TOKEN}"})


def test_exempt_routes_exist(app: FastAPI) -> None:
    assert EXEMPT.keys() <= app.openapi()["paths"].keys()


def test_every_json_route_says_what_it_answers_with(app: FastAPI) -> None:
    vague = [
        f"{method} {path}"
        for path, operations in app.openapi()["paths"].items()
        for method, operation in operations.items()
        for response in operation["responses"].values()
        for kind, content in response.get("content", {}).items()
        if kind.endswith("json") and "$ref" not in content["schema"]
    ]
    assert vague == []
