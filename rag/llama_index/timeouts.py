"""An HTTP client for the streams of a model: signs of life are no answer, and a stream that nobody reads is closed."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic

import httpx

_OPENED: ContextVar[list[httpx.Response] | None] = ContextVar("_OPENED", default=None)


class Watched(httpx.SyncByteStream):
    """A streamed body. Proxies keep a connection alive with comments (`: ping`), which no timeout of httpx notices; a
    body that brings nothing else for `patience_s` seconds ends in ReadTimeout."""

    def __init__(self, body: httpx.SyncByteStream, patience_s: float) -> None:
        self._body, self._patience_s = body, patience_s

    def __iter__(self) -> Iterator[bytes]:
        since = monotonic()
        for chunk in self._body:
            alive = b"data:" in chunk
            if not alive and monotonic() - since > self._patience_s:
                raise httpx.ReadTimeout("nothing but signs of life")
            yield chunk
            if alive:  # only now: the time that the reader takes is not the server's
                since = monotonic()

    def close(self) -> None:
        self._body.close()


@contextmanager
def opened() -> Iterator[list[httpx.Response]]:
    """The streams that a `patient_client` opens in the block. Whoever stops reading closes them: the wrappers that
    stand around a stream hold on to it for longer than anybody reads it."""
    responses: list[httpx.Response] = []
    token = _OPENED.set(responses)
    try:
        yield responses
    finally:
        _OPENED.reset(token)


def patient_client(timeout_s: float) -> httpx.Client:
    """A client whose every wait, and every stream of events, stands still for at most `timeout_s`."""
    from openai import DefaultHttpxClient

    def watch(response: httpx.Response) -> None:
        if response.headers.get("content-type", "").startswith("text/event-stream"):
            assert isinstance(response.stream, httpx.SyncByteStream)
            response.stream = Watched(response.stream, timeout_s)
            if (responses := _OPENED.get()) is not None:
                responses.append(response)

    client: httpx.Client = DefaultHttpxClient(timeout=timeout_s, event_hooks={"response": [watch]})
    return client
