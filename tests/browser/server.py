"""The real application on a loopback port."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from ui.app.engine import Engine
from ui.auth.authorization import Authorization
from ui.limits.middleware import Limits
from ui.server.application import create_app


@contextmanager
def serving(
    engine: Engine,
    token: str = "",
    limits: Limits | None = None,
    authorization: Authorization | None = None,
    port: int = 0,
) -> Iterator[str]:
    """The address of the application over `engine`, for as long as the context lasts. Whoever asks is a reader, unless
    `authorization` says otherwise. 0 is any free `port`."""
    with listening(create_app(engine, token, limits=limits, authorization=authorization), port) as address:
        yield address


@contextmanager
def listening(app: ASGIApp, port: int = 0) -> Iterator[str]:
    """The address of any application."""
    listener = socket.create_server(("127.0.0.1", port))
    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1, proxy_headers=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
    finally:
        server.should_exit = True
        thread.join()
        listener.close()
