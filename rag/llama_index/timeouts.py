"""An HTTP client for a model's streams: it does not wait on keep-alive comments, and it closes unread streams."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic

import httpx

_OPENED: ContextVar[list[httpx.Response] | None] = ContextVar("_OPENED", default=None)


class Watched(httpx.SyncByteStream):
    """A streamed body with a timeout for data.

    Proxies keep a connection alive with comments (`: ping`), so httpx's own timeouts do not end it. A body that brings
    nothing else for `patience_s` seconds ends in ReadTimeout.
    """

    def __init__(self, body: httpx.SyncByteStream, patience_s: float) -> None:
        self._body, self._patience_s = body, patience_s

    def __iter__(self) -> Iterator[bytes]:
        since = monotonic()
        for chunk in self._body:
            alive = b"data:" in chunk
            if not alive and monotonic() - since > self._patience_s:
                raise httpx.ReadTimeout("only keep-alive comments")
            yield chunk
            if alive:  # After the yield: the consumer's time does not count as the server's.
                since = monotonic()

    def close(self) -> None:
        self._body.close()


@contextmanager
def opened() -> Iterator[list[httpx.Response]]:
    """Collect the streams that a `patient_client` opens in the block, so that the caller can close them.

    The wrappers around a stream hold it longer than anybody reads it.
    """
    responses: list[httpx.Response] = []
    token = _OPENED.set(responses)
    try:
        yield responses
    finally:
        _OPENED.reset(token)


def patient_client(timeout_s: float) -> httpx.Client:
    """Make a client whose waits and event streams stall for at most `timeout_s` seconds."""
    from openai import DefaultHttpxClient

    def watch(response: httpx.Response) -> None:
        if response.headers.get("content-type", "").startswith("text/event-stream"):
            assert isinstance(response.stream, httpx.SyncByteStream)
            response.stream = Watched(response.stream, timeout_s)
            if (responses := _OPENED.get()) is not None:
                responses.append(response)

    client: httpx.Client = DefaultHttpxClient(timeout=timeout_s, event_hooks={"response": [watch]})
    return client
