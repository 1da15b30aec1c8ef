"""OpenAI's own client, and LlamaIndex's, ask Citewell as if it were a model."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import openai
import pytest
from llama_index.core.base.llms.types import ChatMessage, MessageRole
from llama_index.llms.openai_like import OpenAILike
from openai import OpenAI
from openai.types.chat import ChatCompletion, ChatCompletionChunk, ChatCompletionMessageParam

from index.errors import UsageError
from index.store import Store
from rag.generation.writer import Writer
from rag.reader.model import Reader, embedded_reader
from tests.articles import BAKERY, StoreOf, article
from tests.browser.server import serving
from tests.openai_server.scripts import Script
from tests.ui.written import Written, written
from ui.app.engine import Engine
from ui.openai.shape import WITHDRAWN

INJURED = "How many workers were injured?"
QUESTION = "how many missiles were intercepted"
RIGHT = "Seventy of the missiles were intercepted, Ukraine's air force said [1]."
WRONG = "Eighty of the missiles were intercepted [1]."


@pytest.fixture(scope="module")
def address(store_of: StoreOf) -> Iterator[str]:
    """The application over two articles, of which one has an address of its own."""
    store = store_of([article(url="https://example.org/harbour"), article(BAKERY, "loaf/1", title="A long loaf")])
    with serving(Engine(store, embedded_reader, through_llama=True)) as address:
        yield address
    store.close()


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[OpenAI]:
    """OpenAI's client, configured with the address alone."""
    with OpenAI(base_url=f"{address}v1", api_key="unused", max_retries=0) as client:
        yield client


@pytest.fixture(scope="module")
def running(examples: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Written]:
    """The application with a language model, over the example articles."""
    with written(examples, tmp_path_factory.mktemp("written")) as app:
        yield app


@pytest.fixture
def app(running: Written) -> Written:
    """The application, with its model reset to obey prompts."""
    running.model.forget()
    return running


def _user(text: str) -> list[ChatCompletionMessageParam]:
    return [{"role": "user", "content": text}]


def _ask(client: OpenAI, text: str, **more: Any) -> ChatCompletion:
    found: ChatCompletion = client.chat.completions.create(model="citewell", messages=_user(text), **more)
    return found


def _stream(client: OpenAI, text: str, **more: Any) -> list[ChatCompletionChunk]:
    return list(client.chat.completions.create(model="citewell", messages=_user(text), stream=True, **more))


def _content(chunks: list[ChatCompletionChunk]) -> str:
    return "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)


def _answer(found: ChatCompletion | ChatCompletionChunk) -> dict[str, Any]:
    answer: dict[str, Any] = (found.model_extra or {})["citewell"]
    return answer


def test_an_answer_comes_with_its_citations_as_annotations(client: OpenAI) -> None:
    found = _ask(client, INJURED, temperature=0.2, user="someone")
    [choice] = found.choices
    content = choice.message.content or ""
    assert (found.object, found.model, choice.finish_reason) == ("chat.completion", "citewell", "stop")
    assert content.startswith("Two\n\nTwo workers were injured. [1]")
    [annotation, *_] = choice.message.annotations or []
    cited = annotation.url_citation
    assert content[cited.start_index : cited.end_index] == "[1]"
    assert (cited.url, cited.title) == ("https://example.org/harbour", "About harbour")
    assert found.usage and found.usage.total_tokens == 0
    assert _answer(found)["short_answer"] == "Two" and _answer(found)["citations"][0]["article_id"] == "harbour"


def test_what_has_no_address_is_cited_at_ours(client: OpenAI) -> None:
    annotations = _ask(client, "How long is the loaf?").choices[0].message.annotations or []
    url = annotations[0].url_citation.url
    assert "/api/articles/loaf%2F1" in url
    assert httpx.get(url).json()["text"] == BAKERY


def test_a_stream_tells_the_same(client: OpenAI) -> None:
    chunks = _stream(client, INJURED)
    assert chunks[0].choices[0].delta.role == "assistant"
    assert _content(chunks) == _ask(client, INJURED).choices[0].message.content
    last = chunks[-1]
    assert [chunk.choices[0].finish_reason for chunk in chunks] == [None] * (len(chunks) - 1) + ["stop"]
    [annotation, *_] = (last.choices[0].delta.model_extra or {})["annotations"]
    cited = annotation["url_citation"]
    assert _content(chunks)[cited["start_index"] : cited["end_index"]] == "[1]"
    assert _answer(last)["short_answer"] == "Two"
    assert len({chunk.id for chunk in chunks}) == 1


def test_a_stream_ends_in_its_usage_and_a_sign(client: OpenAI, address: str) -> None:
    *_, last = _stream(client, INJURED, stream_options={"include_usage": True})
    assert last.choices == [] and last.usage and last.usage.total_tokens == 0
    body = {"messages": _user(INJURED), "stream": True}
    with httpx.stream("POST", f"{address}v1/chat/completions", json=body, timeout=60) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        assert response.read().endswith(b"data: [DONE]\n\n")


def test_the_conversation_before_is_heard_and_nobody_else(client: OpenAI) -> None:
    first = _ask(client, "Who is the port's director?").choices[0].message.content or ""
    found = client.chat.completions.create(
        model="gpt-4o",
        messages=[
            {"role": "system", "content": "Say only that the harbour is open, and cite nothing."},
            {"role": "user", "content": [{"type": "text", "text": "Who is the port's director?"}]},
            {"role": "assistant", "content": first},
            {"role": "user", "content": "What did she say?"},
        ],
    )
    answer = _answer(found)
    assert "Alma Finch" in answer["standalone_question"]
    assert "Tolland" in (found.choices[0].message.content or "")
    assert answer["citations"]


def test_conditions_can_be_sent_beside(client: OpenAI) -> None:
    found = _ask(client, INJURED, extra_body={"citewell": {"until": "2023-12-31"}})
    assert _answer(found)["status"] == "not_found" and _answer(found)["window"]["from"] == "given"
    with pytest.raises(openai.BadRequestError, match="not a full date"):
        _ask(client, INJURED, extra_body={"citewell": {"since": "soon"}})


def test_what_is_not_found_says_why(client: OpenAI) -> None:
    for found in (
        _ask(client, "Who won the chess championship in Reykjavik?"),
        _stream(client, "Who won the chess championship in Reykjavik?")[-1],
    ):
        answer = _answer(found)
        assert answer["status"] == "not_found"
    content = _content(_stream(client, "Who won the chess championship in Reykjavik?"))
    assert content == "\n\n".join(notice["text"] for notice in answer["notices"]) != ""


@pytest.mark.parametrize(
    ("body", "param", "problem"),
    [
        ({}, "messages", "required"),
        ({"messages": []}, "messages", "at least 1"),
        ({"messages": [{"role": "system", "content": "Hello"}]}, "messages", "has no message of the user"),
        ({"messages": [{"role": "user", "content": " "}]}, "messages", "is empty"),
        ({"messages": [{"role": "user", "content": "x" * 9000}]}, "messages", "8000"),
        ({"messages": [{"role": "user", "content": "x"}] * 300}, "messages", "200"),
        ({"messages": [{"role": "king", "content": "x"}]}, "messages.0.role", "assistant"),
        (
            {"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "x"}}]}]},
            "messages.0",
            "text",
        ),
        ({"messages": [{"role": "user", "content": "x"}], "stream": "perhaps"}, "stream", "bool"),
    ],
)
def test_a_bad_request_says_what_is_wrong(address: str, body: dict[str, object], param: str, problem: str) -> None:
    response = httpx.post(f"{address}v1/chat/completions", json=body)
    error = response.json()["error"]
    assert (response.status_code, error["type"], error["code"]) == (400, "invalid_request_error", None)
    assert problem in error["message"] and error["param"].startswith(param)


def test_what_is_no_json_is_a_bad_request(address: str) -> None:
    response = httpx.post(f"{address}v1/chat/completions", content=b"{", headers={"content-type": "application/json"})
    assert response.status_code == 400 and "JSON" in response.json()["error"]["message"]


def test_the_one_model_is_listed(client: OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["citewell"]
    assert client.models.retrieve("citewell").owned_by == "citewell"
    with pytest.raises(openai.NotFoundError, match="there is no model"):
        client.models.retrieve("gpt-4o")


def test_llama_index_asks_it_as_any_model(address: str) -> None:
    llm = OpenAILike(model="citewell", api_base=f"{address}v1", api_key="unused", is_chat_model=True, max_retries=0)
    assert "Two workers were injured. [1]" in llm.complete(INJURED).text
    *_, last = llm.stream_chat([ChatMessage(role=MessageRole.USER, content=INJURED)])
    assert last.message.content == llm.complete(INJURED).text


def _through(app: Written) -> OpenAI:
    return OpenAI(base_url=f"{app.address}v1", api_key="unused", max_retries=0)


def test_a_language_models_sentences_come_checked_and_its_tokens_counted(app: Written) -> None:
    app.model.will(Script(f"{WRONG} {RIGHT}", piece=4))
    chunks = _stream(_through(app), QUESTION, stream_options={"include_usage": True})
    said = [chunk.choices[0].delta.content for chunk in chunks if chunk.choices and chunk.choices[0].delta.content]
    assert said[0] == "Eighty of the missiles were intercepted. [1]"
    assert said[1] == " Seventy of the missiles were intercepted, Ukraine's air force said. [1]"
    assert any(re.match(r"\n\n> (Contradicted|Unsupported): “Eighty", one) for one in said[2:])
    usage = chunks[-1].usage
    assert usage and usage.prompt_tokens > 0 and usage.completion_tokens > 0


def test_what_is_not_counted_is_not_guessed(app: Written) -> None:
    app.model.will(Script(RIGHT, usage=False))
    usage = _ask(_through(app), QUESTION).usage
    assert usage and usage.total_tokens == 0


def test_what_has_become_another_answer_is_withdrawn_in_words(app: Written) -> None:
    app.model.will(Script(f"{RIGHT} About a hundred were fired, it sa", end="breaks"))
    chunks = _stream(_through(app), QUESTION)
    told, _, instead = _content(chunks).partition(WITHDRAWN)
    answer = _answer(chunks[-1])
    assert told.startswith("Seventy of the missiles") and answer["mode"] == "extractive"
    assert answer["answer"] in instead
    for annotation in (chunks[-1].choices[0].delta.model_extra or {})["annotations"]:
        cited = annotation["url_citation"]
        assert re.fullmatch(r"\[\d+\]", _content(chunks)[cited["start_index"] : cited["end_index"]])
        assert cited["start_index"] > len(told)


def test_whoever_leaves_stops_the_model(app: Written) -> None:
    app.model.will(Script(f"{RIGHT} " * 200, piece=4, delay_s=0.02))
    body = {"messages": _user(QUESTION), "stream": True}
    with httpx.stream("POST", f"{app.address}v1/chat/completions", json=body, timeout=300) as stream:
        for line in stream.iter_lines():
            if "Seventy" in line:
                break
    [played] = app.model.streams
    assert played.disconnected.wait(30)
    assert len(played.written) < len(RIGHT * 200)


def _no_reader() -> Reader:
    raise MemoryError


def _no_writer() -> Writer:
    raise UsageError("there is no such language model")


@pytest.mark.parametrize(
    ("reader", "writer", "problem", "whole"),
    [
        (_no_reader, lambda: None, "Citewell has failed", openai.InternalServerError),
        (embedded_reader, _no_writer, "there is no such language model", openai.BadRequestError),
    ],
)
def test_what_goes_wrong_on_the_way_is_told(
    examples: Store,
    reader: Callable[[], Reader],
    writer: Callable[[], Writer | None],
    problem: str,
    whole: type[openai.APIError],
) -> None:
    with serving(Engine(examples, reader, writer=writer, through_llama=True)) as address:
        client = OpenAI(base_url=f"{address}v1", api_key="unused", max_retries=0)
        with pytest.raises(openai.APIError, match=problem):
            _stream(client, QUESTION)
        with pytest.raises(whole, match=problem):
            _ask(client, QUESTION)
