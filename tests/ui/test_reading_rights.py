"""Readers limited to passages get cited text, not the archive."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from index.store import Store
from rag.reader.model import embedded_reader
from tests.browser.server import serving
from ui.app.engine import Engine
from ui.auth.authorization import Authorization

OWNER = {"Authorization": "Bearer the token"}
ASKED = "how many missiles were intercepted"


@pytest.fixture(scope="module")
def engine(examples: Store) -> Engine:
    """The engine over the example articles."""
    return Engine(examples, embedded_reader)


@pytest.fixture(scope="module")
def narrow(engine: Engine) -> Iterator[httpx.Client]:
    """A reader who may open passages alone."""
    with (
        serving(engine, "the token", authorization=Authorization(reading="passages")) as address,
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def cited(narrow: httpx.Client) -> dict[str, Any]:
    """A citation, and the answer's id."""
    answer = narrow.post("/api/chat", json={"question": ASKED, "stream": False}).json()
    return {**answer["citations"][0], "answer_id": answer["answer_id"]}


def test_the_passage_of_a_citation_is_all_there_is_of_its_article(narrow: httpx.Client, cited: dict[str, Any]) -> None:
    path = f"/api/articles/{cited['article_id']}"
    whole = narrow.get(path, headers=OWNER).json()["text"]
    for wanted in ({"passage": cited["passage_id"]}, {"passage": cited["passage_id"], "version": cited["version"]}):
        found = narrow.get(path, params=wanted).json()
        assert found["partial"] is True
        assert found["text"] == whole[found["start"] : found["end"]] != whole
        assert found["passage"] == {"id": cited["passage_id"], "start": found["start"], "end": found["end"]}
        assert found["start"] <= cited["start"] < cited["end"] <= found["end"]
        for name in ("title", "source", "url", "published", "version"):
            assert found[name] == cited[name]
        assert found["versions"]


@pytest.mark.parametrize("query", ["", "?version=1", "?passage=", "/changes", "/changes?from=1&to=1"])
def test_the_whole_article_is_refused_in_words(narrow: httpx.Client, cited: dict[str, Any], query: str) -> None:
    for id in (cited["article_id"], "nothing"):  # nor is it told which articles there are
        refused = narrow.get(f"/api/articles/{id}{query}")
        assert (refused.status_code, refused.headers["content-type"]) == (403, "application/problem+json")
        assert "only passages of articles may be read here" in refused.json()["detail"]


def test_a_passage_of_another_article_or_version_is_not_found(narrow: httpx.Client, cited: dict[str, Any]) -> None:
    path, passage = f"/api/articles/{cited['article_id']}", cited["passage_id"]
    assert narrow.get(f"/api/articles/nothing?passage={passage}").status_code == 404
    for query in (
        f"passage={passage}&version=99",
        "passage=p0",
        "passage=p99999999999",
        "passage=12",
        "passage=%2E%2E",
    ):
        assert narrow.get(f"{path}?{query}").status_code == 404, query
    assert narrow.get(f"{path}?passage={'p' * 31}").status_code == 422


def test_nothing_is_changed_or_listed_by_a_reader(narrow: httpx.Client, cited: dict[str, Any]) -> None:
    assert narrow.get("/api/articles").status_code == 401
    assert narrow.post("/api/remove", json={"ids": [cited["article_id"]]}).status_code == 401
    assert narrow.delete(f"/api/answers/{cited['answer_id']}").status_code == 401
    assert narrow.get("/api/session").json() == {"name": "", "role": "reader", "reading": "passages"}


def test_a_kept_answer_is_shown_with_the_passages_that_it_cites(narrow: httpx.Client, cited: dict[str, Any]) -> None:
    shown = narrow.get(f"/a/{cited['answer_id']}")
    assert shown.status_code == 200
    assert f"/{cited['passage_id']}" in shown.text
    whole = narrow.get(f"/api/articles/{cited['article_id']}", headers=OWNER).json()["text"]
    assert whole not in shown.text


def test_whoever_may_read_the_article_gets_it_with_the_passage_marked(
    engine: Engine, narrow: httpx.Client, cited: dict[str, Any]
) -> None:
    path = f"/api/articles/{cited['article_id']}"
    with serving(engine) as address:
        reader = httpx.get(address + path.removeprefix("/"), params={"passage": cited["passage_id"]}).json()
    administrator = narrow.get(path, params={"passage": cited["passage_id"]}, headers=OWNER).json()
    assert reader == administrator
    assert "partial" not in reader
    place = reader["passage"]
    assert reader["text"][place["start"] : place["end"]] and cited["quote"] in reader["text"]
