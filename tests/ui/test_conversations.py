"""Conversations over HTTP: ask, list, rename, export and delete, for each visitor alone."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import httpx
import pytest

from index.ingest.ingestion import ingest
from index.store import Store
from rag.reader.model import embedded_reader
from tests.articles import BAKERY, article
from tests.browser.server import serving
from ui.app.engine import Engine

TOKEN = "the token"
INJURED, FOLLOWED = "how many workers were injured in the harbour", "who is its director?"


@pytest.fixture
def address(store: Store) -> Iterator[str]:
    list(ingest(store, [article(), article(BAKERY, "bakery")]))
    with serving(Engine(store, embedded_reader), TOKEN) as found:
        yield found.rstrip("/")


@pytest.fixture
def ann(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=60) as client:
        yield client


@pytest.fixture
def ben(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=60) as client:
        yield client


def begin(client: httpx.Client, **body: str) -> str:
    response = client.post("/api/conversations", json=body)
    assert response.status_code == 201
    return str(response.json()["id"])


def ask(client: httpx.Client, id: str, question: str, **more: Any) -> Any:
    body = {"question": question, "conversation_id": id, "stream": False, **more}
    return client.post("/api/chat", json=body).raise_for_status().json()


def listed(client: httpx.Client, search: str = "") -> list[Any]:
    found: list[Any] = client.get("/api/conversations", params={"search": search}).json()["conversations"]
    return found


def test_a_question_in_a_conversation_is_understood_by_what_was_said_there(ann: httpx.Client) -> None:
    id = begin(ann)
    first = ask(ann, id, INJURED, as_of="2026-01-05", sources=["The Tolland Times"])
    lie = [{"role": "user", "text": "who baked the loaf"}, {"role": "assistant", "text": "Rufus Pell. [1]"}]
    second = ask(ann, id, FOLLOWED, history=lie)
    assert second["short_answer"] == "Alma Finch" and "Pell" not in second["standalone_question"]
    found = ann.get(f"/api/conversations/{id}").json()
    assert [one["answer"] for one in found["exchanges"]] == [first, second]
    assert (found["title"], found["turns"]) == (INJURED, 2)
    assert found["exchanges"][0]["as_of"] == "2026-01-05"
    assert found["exchanges"][0]["conditions"]["sources"] == ["The Tolland Times"]
    assert found["exchanges"][1]["conditions"] == {}


def test_an_answer_is_kept_before_it_is_told_and_one_written_again_replaces_it(ann: httpx.Client) -> None:
    id = begin(ann)
    body = {"question": INJURED, "conversation_id": id}
    with ann.stream("POST", "/api/chat", json=body) as response:
        for line in response.iter_lines():
            if line == "event: answer":
                # It is told only when it is kept.
                assert [one["turns"] for one in listed(ann)] == [1]
    assert ask(ann, id, INJURED, findings=[{"text": "Two.", "verdict": "unsupported"}])["answer_id"]
    found = ann.get(f"/api/conversations/{id}").json()
    assert [one["question"] for one in found["exchanges"]] == [INJURED]


def test_the_list_is_named_searched_and_forgotten(ann: httpx.Client) -> None:
    first, second = begin(ann, title="The port"), begin(ann)
    answer = ask(ann, second, "how long is the longest loaf")["answer_id"]
    assert [one["id"] for one in listed(ann)] == [second, first]
    assert [one["id"] for one in listed(ann, "LOAF metres")] == [second]
    renamed = ann.patch(f"/api/conversations/{second}", json={"title": " Bread "}).json()
    assert renamed["title"] == "Bread" and [one["id"] for one in listed(ann, "bread")] == [second]
    assert ann.delete(f"/api/conversations/{second}").status_code == 204
    assert [one["id"] for one in listed(ann)] == [first]
    assert ann.get(f"/api/answers/{answer}").status_code == 404
    assert ann.delete(f"/api/conversations/{second}").status_code == 404


def test_a_visitor_never_sees_the_conversation_of_another(address: str, ann: httpx.Client, ben: httpx.Client) -> None:
    id = begin(ann)
    answer = ask(ann, id, INJURED)["answer_id"]
    begin(ben)
    path = f"/api/conversations/{id}"
    owner = httpx.Client(base_url=address, headers={"Authorization": f"Bearer {TOKEN}"})
    for other in (ben, httpx.Client(base_url=address), owner):
        assert id not in [one["id"] for one in listed(other)] and listed(other, "workers") == []
        for method, url, body in (
            ("GET", path, None),
            ("GET", f"{path}/export", None),
            ("PATCH", path, {"title": "mine"}),
            ("DELETE", path, None),
            ("POST", "/api/chat", {"question": FOLLOWED, "conversation_id": id}),
            ("POST", "/api/chat", {"question": FOLLOWED, "conversation_id": id, "stream": False}),
        ):
            refused = other.request(method, url, json=body)
            assert refused.status_code == 404 and "of yours" in refused.json()["detail"]
        assert other.delete("/api/conversations").json()["forgotten"] == 0
    assert [(one["id"], one["turns"], one["title"]) for one in listed(ann)] == [(id, 1, INJURED)]

    assert ann.post("/api/chat", json={"question": "who is Rufus Pell", "stream": False}).json()["answer_id"]
    assert ann.delete("/api/conversations").json() == {"forgotten": 2, "conversations": 1}
    assert listed(ann) == [] and ann.get(f"/api/answers/{answer}").status_code == 404


def test_a_conversation_is_exported_as_a_file(ann: httpx.Client) -> None:
    id = begin(ann, title='Порт "Wexmoor"; ../../etc\u202e')
    given = ask(ann, id, INJURED)
    markdown = ann.get(f"/api/conversations/{id}/export")
    assert markdown.headers["content-type"] == "text/markdown; charset=utf-8"
    assert (
        "Two workers were injured." in markdown.text and "- \\[1\\] About harbour. The Tolland Times" in markdown.text
    )
    plain, _, named = markdown.headers["content-disposition"].partition("; filename*=UTF-8''")
    assert plain == f'attachment; filename="citewell-{id}.md"'
    assert unquote(named) == "citewell-Порт-Wexmoor-etc.md"
    exported = ann.get(f"/api/conversations/{id}/export?format=json")
    assert exported.headers["content-disposition"].endswith("etc.json")
    assert json.loads(exported.text) == ann.get(f"/api/conversations/{id}").json()
    assert exported.json()["exchanges"][0]["answer"] == given
    assert ann.get(f"/api/conversations/{id}/export?format=pdf").status_code == 422


@pytest.mark.parametrize("body", [{"title": "x" * 201}, {"title": 1}, {"name": "x"}])
def test_what_is_no_title_is_refused(ann: httpx.Client, body: dict[str, Any]) -> None:
    assert ann.post("/api/conversations", json=body).status_code == 422
