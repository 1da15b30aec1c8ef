"""`citewell serve`: own a store, and serve the page and the API until told to stop."""

import asyncio
import logging
import secrets
import socket
import threading
from collections.abc import Callable
from os import getpid

from index.errors import ServiceError
from index.recover import recover
from index.store import Store, open_store
from rag.reader import embedded_reader
from ui.engine import Engine
from ui.remote import FILE, Address
from ui.settings import Settings


def serve(settings: Settings, announce: Callable[[str], None]) -> None:
    """Serve the store until interrupted; `announce` is given the page's address once it answers.

    Raises:
        StoreBusyError: another process owns the store.
        ServiceError: the address cannot be listened on.
    """
    listener = _listen(settings.host, settings.port)
    store = open_store(settings.store_config(serving=True), settings.make_embedder)
    engine = Engine(
        store,
        embedded_reader,
        writer=settings.make_writer,
        through_llama=True,
        keep_days=settings.keep_answers,
    )
    token = secrets.token_urlsafe(32)
    host, port = listener.getsockname()[:2]
    reached = f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}"
    try:
        threading.Thread(target=_recover, args=(store,), name="recover", daemon=True).start()
        _run(
            engine,
            token,
            settings,
            listener,
            lambda: _begin(settings, Address(reached, token, getpid()), announce),
        )
    finally:
        (store.config.folder / FILE).unlink(missing_ok=True)
        engine.close()


def _recover(store: Store) -> None:
    """Finish what an unclean stop has left, while questions are answered from what is whole."""
    try:
        recover(store)
    except Exception:
        logging.getLogger("citewell").exception("the store could not be brought in order; run `citewell doctor`")


def _begin(settings: Settings, address: Address, announce: Callable[[str], None]) -> None:
    address.write(settings.store_config().folder)
    announce(address.url)


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except OSError as error:
        raise ServiceError(f"{host}:{port} cannot be listened on ({error.strerror}); give another --port") from error
    return listener


def _run(engine: Engine, token: str, settings: Settings, listener: socket.socket, ready: Callable[[], None]) -> None:
    import uvicorn

    from ui.http.limits import Limits
    from ui.server import create_app

    class Server(uvicorn.Server):
        """Says when it answers."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                ready()

    _warm(engine)
    logging.getLogger("uvicorn.error").addFilter(_unless_told_to_stop)
    limits = Limits(settings.max_body, settings.asking_rate, settings.max_answers)
    config = uvicorn.Config(
        create_app(engine, token, settings.make_embedder, limits),
        log_level="warning",
        timeout_graceful_shutdown=3,
        # Whoever is not named could give any address as its client's.
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies,
    )
    Server(config).run(sockets=[listener])


def _unless_told_to_stop(record: logging.LogRecord) -> bool:
    """Not what uvicorn reports, with a traceback each, of the open pages that it cuts off when it is told to stop."""
    cut = record.exc_info is not None and isinstance(record.exc_info[1], asyncio.CancelledError)
    return not cut and "graceful shutdown exceeded" not in str(record.msg)


def _warm(engine: Engine) -> None:
    """Load the models and Chroma before the first question needs them, and see that the language model can be made."""
    _ = engine.writer
    engine.reader.read("ready?", ["Ready."])
    engine.store.embedder.question("ready?")
    engine.store.vectors_to_ask()
