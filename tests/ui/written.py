"""The application with a language model on loopback, over the example articles."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from index.store import Store
from rag.generation.writer import Writer
from rag.llama_index.language_model_client import LanguageModelConfig, make_language_model
from rag.reader.model import embedded_reader
from tests.browser.server import serving
from tests.openai_server import OpenAIServer, openai_server
from ui.app.engine import Engine
from ui.limits.middleware import Limits
from ui.observability.telemetry import Tracing

TIMEOUT_S = 3.0
"""Seconds of silence allowed to the model: long enough for a busy machine, short enough for a test."""


@dataclass
class Written:
    """The application at `address`, and the server of its language model."""

    address: str
    model: OpenAIServer
    engine: Engine

    def ask(self, question: str, **body: Any) -> dict[str, Any]:
        """The whole answer."""
        asked = {"question": question, "stream": False, **body}
        response = httpx.post(f"{self.address}api/chat", json=asked, timeout=300)
        response.raise_for_status()
        found: dict[str, Any] = response.json()
        return found

    def events(self, question: str, **body: Any) -> list[tuple[str, dict[str, Any]]]:
        """The stream's events, to its end."""
        with httpx.stream(
            "POST", f"{self.address}api/chat", json={"question": question, **body}, timeout=300
        ) as stream:
            return list(events_of(stream))


@contextmanager
def written(
    store: Store,
    folder: Path,
    *,
    strict: bool = False,
    url: str = "",
    timeout_s: float = TIMEOUT_S,
    tracing: Tracing | None = None,
    limits: Limits | None = None,
) -> Iterator[Written]:
    """Serve the application over `store`; `url` replaces the model server that is started."""
    with openai_server() as server:
        config = LanguageModelConfig(
            "openai-like", "words", url or server.url, key="sk-test-0123456789abcdef", timeout_s=timeout_s
        )
        writer = Writer(make_language_model(config, folder), strict=strict)
        engine = Engine(store, embedded_reader, writer=lambda: writer, through_llama=True, tracing=tracing)
        with serving(engine, limits=limits) as address:
            yield Written(address, server, engine)


def events_of(stream: httpx.Response) -> Iterator[tuple[str, dict[str, Any]]]:
    """(name, data) of each server-sent event."""
    name = ""
    for line in stream.iter_lines():
        field, _, value = line.partition(": ")
        if field == "event":
            name = value
        elif field == "data":
            yield name, json.loads(value)
