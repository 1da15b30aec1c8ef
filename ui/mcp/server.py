"""The tools as a server of the official SDK, whichever way it is reached."""

import json
import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from anyio import CapacityLimiter, to_thread
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp_types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    ToolAnnotations,
)
from mcp_types import Tool as Described

from index.errors import CitewellError
from index.system.versions import own_version
from ui.http.problems import FAULT
from ui.mcp.tools import INSTRUCTIONS, TOOLS, Collection, Tool, tool_named
from ui.serialization.serializers import Json

Reach = Callable[[ServerRequestContext[Any]], AbstractContextManager[Collection]]
"""Reaches the collection for one call, as whoever makes it may use it."""


def make_server(reach: Reach) -> Server[Any]:
    """The server. No call holds up another: each has a thread of its own."""

    async def list_tools(_: ServerRequestContext[Any], __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=[_described(tool) for tool in TOOLS])

    async def call_tool(context: ServerRequestContext[Any], called: CallToolRequestParams) -> CallToolResult:
        given = called.arguments or {}
        return await to_thread.run_sync(_called, reach(context), called.name, given, limiter=CapacityLimiter(1))

    return Server(
        "citewell",
        title="Citewell",
        version=own_version(),
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _called(reached: AbstractContextManager[Collection], name: str, given: dict[str, Any]) -> CallToolResult:
    """The result of a call; an error is one too, so that a language model can read what to do."""
    try:
        tool = tool_named(name)
        with reached as collection:
            return _result(tool.run(collection, given))
    except CitewellError as error:
        return _failed(str(error))
    except Exception:
        logging.getLogger("citewell").exception("unexpected error in a tool")
        return _failed(FAULT)


def _result(found: Json) -> CallToolResult:
    """As data, and, for clients that know text alone, as its JSON."""
    text = json.dumps(found, ensure_ascii=False)
    return CallToolResult(content=[TextContent(text=text)], structured_content=found)


def _failed(problem: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(text=problem)], is_error=True)


def _described(tool: Tool) -> Described:
    """Nothing that a tool does changes an article, or reaches beyond the collection."""
    return Described(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.arguments.model_json_schema(),
        output_schema=tool.result.model_json_schema(),
        annotations=ToolAnnotations(read_only_hint=True, open_world_hint=False),
    )
