"""Translate Gradio's page description on its way to the browser.

Gradio sends every browser the same description. Translating it avoids a flash of another language while the page loads.
"""

import json
from collections.abc import Mapping
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.messages.language import drawn_in

Properties = Mapping[int, Mapping[str, Any]]
"""Component id -> its translated properties."""
DESCRIPTION = "/config"
"""Path from which Gradio's scripts load the description."""


def properties_of(updates: Mapping[Any, Any]) -> Properties:
    """Convert updates of components, as an event returns them, to properties in the description."""
    return {
        component._id: {name: value for name, value in update.items() if name != "__type__"}
        if isinstance(update, dict)
        else {"value": update}
        for component, update in updates.items()
    }


class FirstWordsMiddleware:
    """Insert the properties of the reader's language into the page description."""

    def __init__(self, app: ASGIApp, properties: Mapping[str, Properties]) -> None:
        """`properties` are by language; other languages get the description unchanged."""
        self._app = app
        self._properties = properties

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or scope["path"] != DESCRIPTION:
            await self._app(scope, receive, send)
            return
        properties = self._properties.get(drawn_in(HTTPConnection(scope)).language, {})
        starts: list[Message] = []
        body = bytearray()

        async def send_translated(message: Message) -> None:
            if message["type"] == "http.response.start":
                starts.append(message)
                return
            body.extend(message.get("body", b""))
            if message.get("more_body"):
                return
            [start] = starts
            sent = _translated(bytes(body), properties) if start["status"] == 200 and properties else bytes(body)
            headers = MutableHeaders(scope=start)
            headers["Content-Length"] = str(len(sent))
            headers.add_vary_header("Accept-Language")
            await send(start)
            await send({"type": "http.response.body", "body": sent})

        await self._app(scope, receive, send_translated)


def _translated(description: bytes, properties: Properties) -> bytes:
    page = json.loads(description)
    for component in page["components"]:
        component["props"].update(properties.get(component["id"], {}))
    return json.dumps(page, ensure_ascii=False, separators=(",", ":")).encode()
