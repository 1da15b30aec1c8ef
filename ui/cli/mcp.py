"""`citewell mcp`."""

from ui.cli.options import (
    LlmKeyFileOption,
    LlmModelOption,
    LlmOption,
    LlmTimeoutOption,
    LlmUrlOption,
    StoreOption,
    StrictOption,
)


def mcp(
    llm: LlmOption = None,
    llm_model: LlmModelOption = None,
    llm_url: LlmUrlOption = None,
    llm_key_file: LlmKeyFileOption = None,
    llm_timeout: LlmTimeoutOption = None,
    strict: StrictOption = None,
    store: StoreOption = None,
) -> None:
    """Run an MCP server on standard input and output, for a program that starts its tools itself."""
    import anyio
    from mcp.server.stdio import stdio_server

    from ui.cli.connect import reach
    from ui.mcp.server import make_server

    flags = {"llm": llm, "llm_model": llm_model, "llm_url": llm_url, "llm_timeout": llm_timeout, "strict": strict}
    # Open the store for each call: this process may run all day, and other commands need the store too.
    server = make_server(lambda _: reach(store, llm_key_file=llm_key_file, **flags))

    async def run() -> None:
        async with stdio_server() as (read, write):
            await server.run(read, write, server.create_initialization_options())

    anyio.run(run)
