"""The page's first words. Gradio has one description of the page, from which every browser draws it: its words are put
into the reader's language on their way, so that no other is seen while the page loads."""

import json
from collections.abc import Mapping
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.messages.language import drawn_in

Said = Mapping[int, Mapping[str, Any]]
"""A widget's number -> those of its properties that are words."""
DESCRIPTION = "/config"
"""Where Gradio's scripts ask for it."""


def said_by(changes: Mapping[Any, Any]) -> Said:
    """What changes of the page's widgets, as a step of Gradio gives them, come to in its description."""
    return {
        widget._id: {name: value for name, value in change.items() if name != "__type__"}
        if isinstance(change, dict)
        else {"value": change}
        for widget, change in changes.items()
    }


class FirstWordsMiddleware:
    """Puts the words of `said`, by language, into the description of the page; in other languages it stays as it is."""

    def __init__(self, app: ASGIApp, said: Mapping[str, Said]) -> None:
        self._app = app
        self._said = said

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or scope["path"] != DESCRIPTION:
            await self._app(scope, receive, send)
            return
        said = self._said.get(drawn_in(HTTPConnection(scope)).language, {})
        begun: list[Message] = []
        body = bytearray()

        async def send_said(message: Message) -> None:
            if message["type"] == "http.response.start":
                begun.append(message)
                return
            body.extend(message.get("body", b""))
            if message.get("more_body"):
                return
            [start] = begun
            sent = _spoken(bytes(body), said) if start["status"] == 200 and said else bytes(body)
            headers = MutableHeaders(scope=start)
            headers["Content-Length"] = str(len(sent))
            headers.add_vary_header("Accept-Language")
            await send(start)
            await send({"type": "http.response.body", "body": sent})

        await self._app(scope, receive, send_said)


def _spoken(description: bytes, said: Said) -> bytes:
    drawn = json.loads(description)
    for widget in drawn["components"]:
        widget["props"].update(said.get(widget["id"], {}))
    return json.dumps(drawn, ensure_ascii=False, separators=(",", ":")).encode()
