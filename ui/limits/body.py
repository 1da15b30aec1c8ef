"""Read the whole body of a request, or refuse it."""

from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope

from ui.limits.refusal import RefusedError


async def whole_body(scope: Scope, receive: Receive, most: int, setting: str) -> Receive | None:
    """Read the body of a request to its end, before a slow client can occupy a slot.

    Args:
        scope: The request.
        receive: Its ASGI channel.
        most: Largest body, in bytes.
        setting: Name of the setting that allows `most`, for the error.

    Returns:
        A channel that delivers the body again; None if the client has disconnected.

    Raises:
        RefusedError: The body is larger than `most` bytes.
    """
    headers = Headers(scope=scope)
    if int(headers.get("content-length", "0")) > most:
        raise _too_large(most, setting)
    more = "content-length" in headers or "transfer-encoding" in headers
    chunks: list[bytes] = []
    size = 0
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        chunks.append(message.get("body", b""))
        size += len(chunks[-1])
        more = message.get("more_body", False)
        if size > most:
            raise _too_large(most, setting)
    return _replayed(b"".join(chunks), receive)


def _replayed(body: bytes, receive: Receive) -> Receive:
    delivered = False

    async def replay() -> Message:
        nonlocal delivered
        if delivered:
            return await receive()
        delivered = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


def _too_large(most: int, setting: str) -> RefusedError:
    detail = f"the body is larger than {most} bytes ({setting}); send less at a time"
    return RefusedError("body", 413, detail)
