"""Play a script to one client, as an event stream or one object."""

import json
import select
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.openai_server.scripts import Script

_SLICE_S = 0.02


class Played:
    """A stream: its text, and whether the client left before its end."""

    def __init__(self) -> None:
        self.written = ""
        self.disconnected = threading.Event()
        self.over = threading.Event()


class _GoneError(Exception):
    """The client has closed the connection, or the server is closing."""


def completion(body: Mapping[str, Any], script: Script) -> dict[str, Any]:
    """The answer as one object."""
    message = {"role": "assistant", "content": script.text or None, "refusal": script.refusal or None}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": body["model"],
        "choices": [{"index": 0, "message": message, "finish_reason": script.finish}],
        "usage": _usage(body, script),
    }


def play(
    handler: BaseHTTPRequestHandler, body: Mapping[str, Any], script: Script, closing: threading.Event, played: Played
) -> None:
    """Stream the script and record the outcome in `played`; return at the end or when the client leaves."""
    try:
        _wait(handler.connection, script.before_s, closing)
        _begin(handler, chunked=script.end != "ends early")
        _stream(handler, body, script, closing, played)
    except (_GoneError, OSError):
        if script.end != "breaks":
            played.disconnected.set()
        handler.close_connection = True
    played.over.set()


def _stream(
    handler: BaseHTTPRequestHandler, body: Mapping[str, Any], script: Script, closing: threading.Event, played: Played
) -> None:
    chunked = script.end != "ends early"
    _write(handler, _event(body, {"role": "assistant", "content": ""}), chunked)
    for at in range(0, len(script.text), script.piece):
        _wait(handler.connection, script.delay_s, closing)
        _write(handler, _event(body, {"content": script.text[at : at + script.piece]}), chunked)
        played.written = script.text[: at + script.piece]
    for line in _ending(handler.connection, body, script, closing):
        _write(handler, line, chunked)
    if chunked:
        handler.wfile.write(b"0\r\n\r\n")
    else:
        handler.close_connection = True


def _ending(
    connection: socket.socket, body: Mapping[str, Any], script: Script, closing: threading.Event
) -> Iterator[str]:
    if script.end == "whole":
        if script.refusal:
            yield _event(body, {"refusal": script.refusal})
        yield _event(body, {}, script.finish)
        if script.usage and (body.get("stream_options") or {}).get("include_usage"):
            yield f"data: {json.dumps(_chunk(body, []) | {'usage': _usage(body, script)})}\n\n"
        yield "data: [DONE]\n\n"
    elif script.end == "breaks":
        connection.shutdown(socket.SHUT_RDWR)
        raise _GoneError
    elif script.end == "malformed":
        yield 'data: {"id": "chatcmpl-1", "choices": [\n\n'
        yield "data: [DONE]\n\n"
    elif script.end == "error":
        yield f"data: {json.dumps({'error': dict(script.error)})}\n\n"
    elif script.end != "ends early":
        signs = {"pings": ": ping\n\n", "empty events": _event(body, {"content": ""})}
        while True:
            _wait(connection, _SLICE_S, closing)
            if script.end in signs:
                yield signs[script.end]


def _begin(handler: BaseHTTPRequestHandler, *, chunked: bool) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.send_header(*(("Transfer-Encoding", "chunked") if chunked else ("Connection", "close")))
    handler.end_headers()


def _write(handler: BaseHTTPRequestHandler, text: str, chunked: bool) -> None:
    content = text.encode()
    handler.wfile.write(b"%x\r\n%s\r\n" % (len(content), content) if chunked else content)
    handler.wfile.flush()


def _wait(connection: socket.socket, seconds: float, closing: threading.Event) -> None:
    """Wait; stop early if the client leaves."""
    until = time.monotonic() + seconds
    while True:
        left = until - time.monotonic()
        readable, _, _ = select.select([connection], [], [], min(_SLICE_S, max(0.0, left)))
        if closing.is_set() or (readable and not connection.recv(1, socket.MSG_PEEK)):
            raise _GoneError
        if left <= 0:
            return


def _event(body: Mapping[str, Any], delta: dict[str, Any], finish: str | None = None) -> str:
    return f"data: {json.dumps(_chunk(body, [{'index': 0, 'delta': delta, 'finish_reason': finish}]))}\n\n"


def _chunk(body: Mapping[str, Any], choices: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": body["model"],
        "choices": choices,
    }


def _usage(body: Mapping[str, Any], script: Script) -> dict[str, int]:
    """A token a word."""
    taken = sum(len(str(message.get("content") or "").split()) for message in body["messages"])
    given = len(script.text.split())
    return {"prompt_tokens": taken, "completion_tokens": given, "total_tokens": taken + given}
