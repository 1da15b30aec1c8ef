"""Every event of an answer matches the OpenAPI description, in order."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from index.errors import UsageError
from index.store import Store
from rag.reader.model import Reader, embedded_reader
from tests.articles import StoreOf, article
from tests.browser.server import serving
from ui.api.schema_events import (
    AnswerEvent,
    ChatEvent,
    ClaimEvent,
    ConflictsEvent,
    Done,
    ErrorEvent,
    SourcesEvent,
    StandaloneEvent,
    Start,
)
from ui.app.engine import Engine
from ui.serialization.one_line import one_line

FIRST = "The air force said that 70 missiles were intercepted over Tolland on Monday night."
SECOND = "The mayor said that 58 missiles were intercepted over Tolland on Monday night."


@pytest.fixture(scope="module")
def address(store_of: StoreOf) -> Iterator[str]:
    """The application over two reports that differ."""
    store = store_of([article(FIRST, "first", source="Post"), article(SECOND, "second", source="Courier")])
    with serving(Engine(store, embedded_reader)) as address:
        yield address
    store.close()


def heard(address: str, question: str, **more: Any) -> list[Any]:
    """The events, each parsed by its schema."""
    body = {"question": question, **more}
    text = httpx.post(f"{address}api/chat", json=body, timeout=300).text
    frames = [frame.splitlines() for frame in text.split("\n\n") if frame and not frame.startswith(":")]
    return [ChatEvent.model_validate(dict(line.split(": ", 1) for line in frame)).root for frame in frames]


def only(events: list[Any], kind: type[Any]) -> Any:
    """The one event of a kind."""
    [found] = [event for event in events if isinstance(event, kind)]
    return found.data


def test_an_answer_is_told_from_its_start_to_the_end(address: str) -> None:
    events = heard(address, "How many missiles were intercepted?")
    assert isinstance(events[0], Start) and events[0].data.version == 1
    assert [type(event) for event in events[-3:]] == [ConflictsEvent, AnswerEvent, Done]
    assert not events[-1].data.stopped
    answer = only(events, AnswerEvent)
    assert answer.short_answer == "70" and answer.claims == [
        type(answer.claims[0]).model_validate(event.data.model_dump())
        for event in events
        if isinstance(event, ClaimEvent)
    ]
    assert only(events, ConflictsEvent).conflicts == answer.conflicts != []


def test_the_sources_are_told_before_they_are_read_and_are_whole_passages(address: str) -> None:
    events = heard(address, "How many missiles were intercepted?")
    at = next(number for number, event in enumerate(events) if isinstance(event, SourcesEvent))
    assert not any(isinstance(event, ClaimEvent) for event in events[:at])
    sources = events[at].data.sources
    assert {one.quote for one in sources} == {FIRST, SECOND}
    assert [one.n for one in sources] == [1, 2]
    cited = {one.passage_id for one in only(events, AnswerEvent).citations}
    assert cited <= {one.passage_id for one in sources}


def test_how_the_question_was_understood_is_told(address: str) -> None:
    history = [{"role": "user", "text": "How many missiles were intercepted?"}, {"role": "assistant", "text": "70."}]
    events = heard(address, "And over Tolland?", history=history)
    assert "missiles" in only(events, StandaloneEvent).text


def test_where_nothing_is_looked_for_there_are_no_sources(address: str) -> None:
    events = heard(address, "Hello!")
    assert not any(isinstance(event, SourcesEvent) for event in events) and isinstance(events[-1], Done)


def _no_reader() -> Reader:
    raise UsageError("there is no such model; name another")


def test_what_goes_wrong_is_the_last_event(examples: Store) -> None:
    with serving(Engine(examples, _no_reader, through_llama=True)) as address:
        error = only(heard(address, "who was injured?"), ErrorEvent)
    assert (error.status, error.detail) == (400, "there is no such model; name another")


def test_no_word_of_an_article_ends_a_line_of_its_event() -> None:
    told = one_line({"quote": "one\u2028two\u2029three\x85four\nfive\r"})
    assert told.splitlines() == [told]
    assert json.loads(told) == {"quote": "one\u2028two\u2029three\x85four\nfive\r"}
