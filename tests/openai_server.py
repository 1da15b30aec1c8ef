"""A server on loopback that speaks OpenAI's protocol: `python -m tests.openai_server PORT` starts it by hand."""

import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.kill.hashing import HashEmbedder


class OpenAIServer(ThreadingHTTPServer):
    """Embeds texts by their words. `broken` answers with that status instead; `asked` are the requests' bodies."""

    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.embedder = HashEmbedder()
        self.broken = 0
        self.asked: list[dict[str, Any]] = []

    @property
    def url(self) -> str:
        """The base URL that clients are given."""
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: OpenAIServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body)
        if self.server.broken:
            self._answer(self.server.broken, {"error": {"message": "the server is out of order", "type": "server"}})
        elif self.path == "/v1/embeddings":
            self._answer(200, self._embeddings(body))
        else:
            self._answer(404, {"error": {"message": f"there is no {self.path}", "type": "not_found"}})

    def log_message(self, format: str, *args: object) -> None:
        """Keep still."""

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

    def _answer(self, status: int, body: dict[str, Any]) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def openai_server() -> Iterator[OpenAIServer]:
    """A server on a free port, for as long as the block runs."""
    server = OpenAIServer()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


if __name__ == "__main__":
    by_hand = OpenAIServer(int(sys.argv[1]))
    print(by_hand.url, flush=True)
    by_hand.serve_forever()
