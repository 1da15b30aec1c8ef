"""The MCP server with the tools, made with the official SDK, for every transport."""

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
"""Opens the collection for one call, with the rights of its caller."""


def make_server(reach: Reach) -> Server[Any]:
    """Make the server. Each call runs in a thread of its own, so that none delays another."""

    async def list_tools(_: ServerRequestContext[Any], __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=[_described(tool) for tool in TOOLS])

    async def call_tool(context: ServerRequestContext[Any], call: CallToolRequestParams) -> CallToolResult:
        arguments = call.arguments or {}
        return await to_thread.run_sync(_run, reach(context), call.name, arguments, limiter=CapacityLimiter(1))

    return Server(
        "citewell",
        title="Citewell",
        version=own_version(),
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _run(opening: AbstractContextManager[Collection], name: str, arguments: dict[str, Any]) -> CallToolResult:
    """Run a tool. An error is a result too, so that the language model can read what to do."""
    try:
        tool = tool_named(name)
        with opening as collection:
            return _result(tool.run(collection, arguments))
    except CitewellError as error:
        return _failed(str(error))
    except Exception:
        logging.getLogger("citewell").exception("unexpected error in a tool")
        return _failed(FAULT)


def _result(data: Json) -> CallToolResult:
    """Return data, and the same as JSON text for clients that read only text."""
    text = json.dumps(data, ensure_ascii=False)
    return CallToolResult(content=[TextContent(text=text)], structured_content=data)


def _failed(problem: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(text=problem)], is_error=True)


def _described(tool: Tool) -> Described:
    """Describe a tool. No tool changes an article or reaches beyond the collection."""
    return Described(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.arguments.model_json_schema(),
        output_schema=tool.result.model_json_schema(),
        annotations=ToolAnnotations(read_only_hint=True, open_world_hint=False),
    )
