"""The same collection on a server, by its address and by its folder."""

import pytest

import citewell
from tests.articles import BAKERY
from tests.citewell.conftest import Server

pytestmark = pytest.mark.slow

QUESTION = "how many missiles were intercepted"


def test_a_server_answers_as_a_store_does(news: citewell.Collection, server: Server) -> None:
    with citewell.open(server.address, key=server.reader) as remote:
        here, there = news.ask(QUESTION, until="2022-12-01"), remote.ask(QUESTION, until="2022-12-01")
        same = {"answer_id", "timings_ms"}
        assert there.model_dump(exclude=same) == here.model_dump(exclude=same)
        assert remote.search("ferry inquiry", k=2) == news.search("ferry inquiry", k=2)
        assert remote.check("Seventy missiles were intercepted.") == news.check("Seventy missiles were intercepted.")
        assert remote.article(there.citations[0].article_id).title == there.citations[0].title


def test_administrators_alone_change_a_server(server: Server) -> None:
    with citewell.open(f"{server.address}/", key=server.reader) as reader:
        with pytest.raises(citewell.ForbiddenError):
            reader.add([{"id": "loaf", "text": BAKERY}])
        with pytest.raises(citewell.ForbiddenError):
            reader.articles()
    with citewell.open(server.address, key=server.administrator) as administrator:
        assert administrator.add([{"id": "loaf", "text": BAKERY}]).added == 1
        assert administrator.ask("how long is the loaf?").short_answer.startswith("41 metres")
        assert administrator.remove("loaf").removed == ("loaf",)


def test_a_store_that_is_served_is_reached_through_its_server(server: Server) -> None:
    with citewell.open(server.folder) as owner, citewell.open(server.address, key=server.reader) as reader:
        assert owner.add([{"id": "bakery", "text": BAKERY}]).added == 1
        assert reader.article("bakery").text == BAKERY
        assert owner.remove("bakery").removed == ("bakery",)
        with pytest.raises(citewell.NotFoundError):
            reader.article("bakery")


@pytest.mark.parametrize(("arguments", "error", "problem"), [
    ({}, citewell.ForbiddenError, "send an account's key"),
    ({"key": "citewell-wrong"}, citewell.ForbiddenError, "send an account's key"),
    ({"key": "two words"}, citewell.UsageError, "the key is none"),
    ({"llm": "openai"}, citewell.UsageError, "a server has its own settings"),
])  # fmt: skip
def test_a_server_is_not_opened_without_the_right_key(
    server: Server, arguments: dict[str, str], error: type[Exception], problem: str
) -> None:
    with pytest.raises(error, match=problem):
        citewell.open(server.address, **arguments)


def test_other_addresses_are_no_server(server: Server) -> None:
    with pytest.raises(citewell.ServiceError, match="nowhere is not a Citewell server"):
        citewell.open(f"{server.address}/nowhere", key=server.reader)
    with pytest.raises(citewell.ServiceError, match=r"http://127\.0\.0\.1:9 does not respond"):
        citewell.open("http://127.0.0.1:9")
