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

from index.embedding.embedder import embedded_embedder
from index.ingest.ingestion import ingest
from index.store import StoreConfig, open_store
from rag.reader.model import embedded_reader
from tests.articles import BAKERY, article
from ui.app.engine import Engine
from ui.server.application import create_app

pytestmark = pytest.mark.slow

TOKEN = "the token"
SLOW = r"^/api/(reindex|doctor|ingest)$"
"""Exempt routes, with tests of their own: each rebuilds, imports or examines the store, too slow at random."""
EXAMPLES = 8
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A store of two articles."""
    store = open_store(StoreConfig(tmp_path_factory.mktemp("openapi")), embedded_embedder)
    list(ingest(store, [article(), article(BAKERY, "loaf/1", title="A long loaf")]))
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
    for found in described.exclude(path_regex=SLOW).get_all_operations():
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
