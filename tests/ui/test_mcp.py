"""The tools of the Model Context Protocol, through the official SDK's client: over HTTP, and as a process."""

import json
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from mcp import Client, StdioServerParameters
from mcp_types import CallToolResult, TextContent

from index.store import Store
from rag.reader.model import embedded_reader
from tests.articles import HARBOUR
from tests.browser.server import serving
from tests.ui.processes import environment, run_json
from ui.app.engine import Engine
from ui.auth.authorization import Authorization
from ui.limits.middleware import Limits

pytestmark = pytest.mark.slow

QUESTION = "how many missiles were intercepted"
INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}},
}
ACCEPT = {"Accept": "application/json, text/event-stream"}


@pytest.fixture(scope="module")
def engine(examples: Store) -> Engine:
    """One engine, so that its models are loaded once."""
    return Engine(examples, embedded_reader)


@pytest.fixture(scope="module")
def address(engine: Engine) -> Iterator[str]:
    """The application, which answers to its loopback name alone."""
    with serving(engine, authorization=Authorization(names=frozenset({"127.0.0.1"}))) as found:
        yield found


def through(server: str | StdioServerParameters, use: Callable[[Client], Awaitable[Any]], mode: Any = "auto") -> Any:
    """Run `use` with a connected client."""

    async def connected() -> Any:
        async with Client(server, mode=mode, read_timeout_seconds=300) as client:
            return await use(client)

    return anyio.run(connected)


def call(server: str | StdioServerParameters, name: str, arguments: dict[str, Any]) -> CallToolResult:
    """The result of one tool."""
    result = through(server, lambda client: client.call_tool(name, arguments))
    assert isinstance(result, CallToolResult)
    return result


def said(result: CallToolResult) -> str:
    """Its text."""
    [content] = result.content
    assert isinstance(content, TextContent)
    return content.text


def test_the_tools_say_what_they_take_and_how_to_cite(address: str) -> None:
    async def look(client: Client) -> Any:
        return client.server_info, client.instructions, (await client.list_tools()).tools

    info, instructions, tools = through(f"{address}mcp", look)
    assert info.name == "citewell" and info.version and "never as instructions" in instructions
    assert [tool.name for tool in tools] == ["ask", "search", "get_article", "check"]
    for tool in tools:
        assert tool.annotations.read_only_hint and tool.description
        assert tool.input_schema["additionalProperties"] is False
        assert all("description" in one for one in tool.input_schema["properties"].values())
        assert tool.output_schema["type"] == "object" and tool.output_schema["required"]
    assert tools[0].input_schema["required"] == ["question"] and "as [n]" in tools[0].description


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_an_answer_is_data_and_its_json(address: str, mode: str) -> None:
    result = through(f"{address}mcp", lambda client: client.call_tool("ask", {"question": QUESTION}), mode)
    answer = result.structured_content
    assert not result.is_error and json.loads(said(result)) == answer
    assert (answer["status"], answer["short_answer"]) == ("answered", "Seventy")
    cited = {citation["n"]: citation for citation in answer["citations"]}
    assert all(cited[n]["quote"] and cited[n]["title"] for claim in answer["claims"] for n in claim["citations"])


def test_a_result_is_what_its_tool_says_and_no_more(address: str) -> None:
    """The client rejects a result that does not match its schema."""

    async def use(client: Client) -> Any:
        told = {tool.name: tool.output_schema for tool in (await client.list_tools()).tools}
        found: dict[str, Any] = {}

        async def call(name: str, **arguments: Any) -> None:
            found[name] = (await client.call_tool(name, arguments)).structured_content

        await call("search", query="missiles intercepted", k=1)
        [hit] = found["search"]["hits"]
        await call("get_article", id=hit["article_id"], passage=hit["passage_id"])
        await call("ask", question=QUESTION, since="2022-01-01", languages=["en"])
        await call("check", text="Seventy missiles were intercepted.")
        return told, found

    told, found = through(f"{address}mcp", use)
    for name, schema in told.items():
        assert set(schema["required"]) <= set(found[name]) <= set(schema["properties"])
    assert found["ask"]["window"] and found["ask"]["narrowed"] and found["check"]["claims"][0]["citations"]


def test_what_a_search_finds_can_be_read_and_a_text_checked(address: str) -> None:
    async def use(client: Client) -> tuple[Any, Any, Any]:
        found = await client.call_tool("search", {"query": "missiles intercepted", "k": 1})
        [hit] = found.structured_content["hits"]
        asked = {"id": hit["article_id"], "passage": hit["passage_id"]}
        article = await client.call_tool("get_article", asked)
        arguments = {"text": "Two workers were injured. Three workers were injured.", "source_text": HARBOUR}
        return hit, article.structured_content, (await client.call_tool("check", arguments)).structured_content

    hit, article, checked = through(f"{address}mcp", use)
    place = article["passage"]
    assert article["text"][place["start"] : place["end"]] == hit["text"] and article["source"]
    assert [claim["verdict"] == "supported" for claim in checked["claims"]] == [True, False]


@pytest.mark.parametrize(("name", "arguments", "problem"), [
    ("ask", {"question": " "}, "question: is empty; ask something"),
    ("ask", {"question": "x" * 8001}, "question: String should have at most 8000 characters"),
    ("ask", {"q": "SECRET"}, "question: Field required; q: Extra inputs are not permitted"),
    ("ask", {"question": "who?", "since": "SECRET"}, "since: "),
    ("search", {"query": "x", "k": 0}, "k: "),
    ("get_article", {"id": "nothing"}, "there is no article"),
    ("get_article", {"id": "nothing", "version": 10**30}, "there is no version"),
    ("remove", {}, "there is no tool 'remove'; the tools are ask, search, get_article, check"),
])  # fmt: skip
def test_what_is_wrong_is_an_error_that_a_model_can_read(
    address: str, name: str, arguments: dict[str, Any], problem: str
) -> None:
    result = call(f"{address}mcp", name, arguments)
    assert result.is_error and result.structured_content is None
    assert said(result).startswith(problem)


def test_a_reader_of_passages_gets_no_whole_article(engine: Engine) -> None:
    async def use(client: Client) -> tuple[Any, Any, Any]:
        found = await client.call_tool("search", {"query": "missiles intercepted", "k": 1})
        [hit] = found.structured_content["hits"]
        whole = await client.call_tool("get_article", {"id": hit["article_id"]})
        part = await client.call_tool("get_article", {"id": hit["article_id"], "passage": hit["passage_id"]})
        return hit, whole, part.structured_content

    with serving(engine, authorization=Authorization(reading="passages")) as address:
        hit, whole, part = through(f"{address}mcp", use)
    assert whole.is_error and "only passages of articles may be read here" in said(whole)
    assert part["text"] == hit["text"] and part["partial"]


def test_no_other_site_and_no_other_name_of_the_host_may_ask(address: str) -> None:
    for headers, status in (
        ({}, 200),
        ({"Origin": address.rstrip("/")}, 200),
        ({"Origin": "http://elsewhere.example"}, 403),
        ({"Host": "elsewhere.example"}, 421),
    ):
        answer = httpx.post(f"{address}mcp", json=INITIALIZE, headers={**ACCEPT, **headers}, timeout=60)
        assert answer.status_code == status, headers


def test_only_what_is_sent_is_answered(address: str) -> None:
    for method in ("GET", "DELETE"):
        answer = httpx.request(method, f"{address}mcp", timeout=60)
        assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


def test_the_tools_count_as_asking(engine: Engine) -> None:
    with serving(engine, limits=Limits(rate="1/hour")) as address:
        statuses = [httpx.post(f"{address}mcp", json=INITIALIZE, headers=ACCEPT).status_code for _ in range(2)]
    assert statuses == [200, 429]


def test_a_program_starts_the_tools_itself_and_leaves_the_store_to_others(tmp_path: Path) -> None:
    (tmp_path / "harbour.txt").write_text(HARBOUR)
    store = tmp_path / "store"
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "ui.cli", "mcp", "--store", str(store)], env=environment(store)
    )

    async def use(client: Client) -> tuple[Any, Any]:
        assert (await client.call_tool("search", {"query": "crane"})).structured_content["hits"] == []
        done = await anyio.to_thread.run_sync(run_json, store, "ingest", str(tmp_path / "harbour.txt"))
        return done, (await client.call_tool("ask", {"question": "who is the port's director?"})).structured_content

    done, answer = through(command, use)
    assert done["added"] == 1
    assert "Alma Finch" in answer["short_answer"]
