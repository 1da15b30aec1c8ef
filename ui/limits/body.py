"""The body of a request, taken whole or refused."""

from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope

from ui.limits.refusal import RefusedError


async def whole_body(scope: Scope, receive: Receive, most: int, setting: str) -> Receive | None:
    """What gives the body of the request, read to its end; None where the client has left before it. A body is taken
    whole, so that one that comes slowly holds no place. Raises RefusedError where it is more than the `most` bytes that
    the `setting` allows."""
    headers = Headers(scope=scope)
    if int(headers.get("content-length", "0")) > most:
        raise _too_large(most, setting)
    more = "content-length" in headers or "transfer-encoding" in headers
    pieces: list[bytes] = []
    size = 0
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        pieces.append(message.get("body", b""))
        size += len(pieces[-1])
        more = message.get("more_body", False)
        if size > most:
            raise _too_large(most, setting)
    return _given(b"".join(pieces), receive)


def _given(body: bytes, receive: Receive) -> Receive:
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


def _too_large(most: int, setting: str) -> RefusedError:
    detail = f"the body is larger than the {most} bytes that are taken ({setting}); send less at a time"
    return RefusedError("body", 413, detail)
