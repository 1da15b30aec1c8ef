"""Tools for language models (MCP) over the same service.

May import `ui.api` and what stands below it.
"""

from ui.mcp.endpoint import McpEndpoint
from ui.mcp.server import make_server

__all__ = ["McpEndpoint", "make_server"]
