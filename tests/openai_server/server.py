"""The server: embeddings by the words of a text, completions by scripts, and a list of models."""

import json
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.kill.hashing import HashEmbedder
from tests.openai_server.answers import sensible
from tests.openai_server.chat import Played, completion, play
from tests.openai_server.scripts import Script

MODELS = ("words",)


class OpenAIServer(ThreadingHTTPServer):
    """Embeds texts by their words, and completes chats as scripted.

    Each request for a completion takes the next of `scripts`; where none is left, `otherwise` makes one of its body.
    `broken` answers everything with that status instead. `asked` are the bodies of what was posted, `keys` the
    keys shown with them, `streams` what came of each stream.
    """

    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.embedder = HashEmbedder()
        self.broken = 0
        self.scripts: deque[Script] = deque()
        self.otherwise: Callable[[Mapping[str, Any]], Script] = sensible
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.streams: list[Played] = []
        self.closing = threading.Event()

    @property
    def url(self) -> str:
        """The base URL that clients are given."""
        return f"http://127.0.0.1:{self.server_port}/v1"

    def will(self, *scripts: Script) -> None:
        """Play these next, one a request."""
        self.scripts.extend(scripts)

    def forget(self) -> None:
        """Reset the server."""
        self.broken, self.otherwise = 0, sensible
        for kept in (self.scripts, self.asked, self.keys, self.streams):
            kept.clear()

    def next_script(self, body: Mapping[str, Any]) -> Script:
        """Choose the script for this request."""
        try:
            return self.scripts.popleft()
        except IndexError:
            return self.otherwise(body)


class _Handler(BaseHTTPRequestHandler):
    server: OpenAIServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path == "/v1/models":
            models = [{"id": name, "object": "model", "created": 1, "owned_by": "tests"} for name in MODELS]
            self._answer(200, {"object": "list", "data": models})
        else:
            self._answer(404, _error(f"there is no {self.path}"))

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body)
        self.server.keys.append(self.headers.get("Authorization", "").removeprefix("Bearer "))
        if self.server.broken:
            self._answer(self.server.broken, _error("the server is out of order"))
        elif self.path == "/v1/embeddings":
            self._answer(200, self._embeddings(body))
        elif self.path == "/v1/chat/completions":
            self._complete(body, self.server.next_script(body))
        else:
            self._answer(404, _error(f"there is no {self.path}"))

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""

    def _complete(self, body: dict[str, Any], script: Script) -> None:
        if script.status != 200:
            self._answer(script.status, {"error": self._filled(script.error)}, script.headers)
        elif body.get("stream"):
            played = Played()
            self.server.streams.append(played)
            play(self, body, script, self.server.closing, played)
        else:
            self._answer(200, completion(body, script))

    def _filled(self, error: Mapping[str, Any]) -> dict[str, Any]:
        """Return the error with the client's key filled in."""
        key = self.server.keys[-1]
        message = str(error.get("message", ""))
        filled = message.replace("{key}", f"{key[:8]}***{key[-4:]}").replace("{whole_key}", key)
        return {**error, "message": filled}

    def _embeddings(self, body: dict[str, Any]) -> dict[str, Any]:
        texts = [body["input"]] if isinstance(body["input"], str) else body["input"]
        vectors = self.server.embedder.passages(texts)
        data = [{"object": "embedding", "index": at, "embedding": vector.tolist()} for at, vector in enumerate(vectors)]
        return {
            "object": "list",
            "model": body["model"],
            "data": data,
            "usage": {"prompt_tokens": 1, "total_tokens": 1},
        }

    def _answer(self, status: int, body: dict[str, Any], headers: Mapping[str, str] | None = None) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


def _error(message: str) -> dict[str, Any]:
    return {"error": {"message": message, "type": "server"}}


@contextmanager
def openai_server() -> Iterator[OpenAIServer]:
    """A server on a free port, for as long as the block runs."""
    server = OpenAIServer()
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.02), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()
