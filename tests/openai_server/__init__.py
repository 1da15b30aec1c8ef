"""A server on loopback that speaks OpenAI's protocol: `python -m tests.openai_server PORT` starts it by hand."""

from tests.openai_server.server import OpenAIServer, openai_server

__all__ = ["OpenAIServer", "openai_server"]
