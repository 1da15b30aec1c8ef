"""`citewell serve`: open a store, and serve the page and the API until stopped."""

import asyncio
import logging
import secrets
import socket
import threading
from collections.abc import Callable
from os import getpid
from typing import TYPE_CHECKING

from index.errors import ServiceError, UsageError
from index.ingest.recover import recover
from index.store import Store, open_store
from rag.reader.model import embedded_reader
from ui.app.engine import Engine
from ui.app.remote import FILE, Address
from ui.app.settings import Settings
from ui.auth.accounts import Accounts
from ui.observability import logs

if TYPE_CHECKING:
    from ui.limits.middleware import Limits


def serve(settings: Settings, announce: Callable[[str], None]) -> None:
    """Serve the store until interrupted. `announce` is called with the page's address once the server answers.

    Raises:
        StoreBusyError: Another process owns the store.
        ServiceError: The server cannot listen on the address.
        UsageError: Settings contradict each other, or CITEWELL_AUTH is `accounts` and there are none.
    """
    logs.begin(settings.log, settings.log_level, settings.keys)
    _check_accounts(settings)
    listener = _listen(settings.host, settings.port)
    store = open_store(settings.store_config(serving=True), settings.make_embedder)
    engine = Engine(
        store,
        embedded_reader,
        writer=settings.make_writer,
        through_llama=True,
        keep_days=settings.keep_answers,
        tracing=settings.make_tracing(),
        log_questions=settings.log_questions,
        web=settings.fetch_config(),
    )
    token = secrets.token_urlsafe(32)
    url = _local_url(*listener.getsockname()[:2])
    try:
        threading.Thread(target=_recover, args=(store,), name="recover", daemon=True).start()
        _run(
            engine,
            token,
            settings,
            listener,
            lambda: _begin(settings, Address(url, token, getpid()), announce),
        )
    finally:
        (store.config.folder / FILE).unlink(missing_ok=True)
        engine.close()


def _check_accounts(settings: Settings) -> None:
    if settings.authorization().auth == "accounts" and not Accounts(settings.store_config().folder).all():
        raise UsageError(
            "CITEWELL_AUTH is `accounts`, but there are no accounts; add one with "
            "`citewell accounts add NAME --role administrator`"
        )


def _local_url(host: str, port: int) -> str:
    """Return the URL by which this machine reaches a server that listens on `host`."""
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://{f'[{name}]' if ':' in name else name}:{port}"


def _recover(store: Store) -> None:
    """Finish the work that an unclean stop has interrupted, while the server already answers questions."""
    try:
        recover(store)
    except Exception:
        logging.getLogger("citewell").exception("could not recover the store; run `citewell doctor`")


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
        raise ServiceError(f"cannot listen on {host}:{port} ({error.strerror}); give another --port") from error
    return listener


def _run(engine: Engine, token: str, settings: Settings, listener: socket.socket, ready: Callable[[], None]) -> None:
    import uvicorn

    from ui.server.application import create_app

    class Server(uvicorn.Server):
        """Call `ready` once the server answers."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                ready()

    _warm(engine)
    logging.getLogger("uvicorn.error").addFilter(_is_worth_logging)
    limits = _limits(settings)
    config = uvicorn.Config(
        create_app(engine, token, settings.make_embedder, limits, settings.authorization(), settings.root_path),
        log_config=None,  # use our own log
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=3,
        proxy_headers=False,  # ui/http/peer.py decides which proxies to trust
    )
    Server(config).run(sockets=[listener])


def _limits(settings: Settings) -> "Limits":
    from ui.limits.lengths import Lengths
    from ui.limits.middleware import Limits

    return Limits(
        body=settings.max_body,
        rate=settings.asking_rate,
        answers=settings.max_answers,
        patience_s=settings.patience,
        upload=settings.max_upload,
        visitor_rate=settings.visitor_rate,
        waiting=settings.max_waiting,
        linger_s=settings.linger,
        lengths=Lengths(settings.max_question, settings.max_turns, settings.max_history),
    )


def _is_worth_logging(record: logging.LogRecord) -> bool:
    """Drop uvicorn's tracebacks of the open pages that it disconnects when it stops."""
    disconnected = record.exc_info is not None and isinstance(record.exc_info[1], asyncio.CancelledError)
    return not disconnected and "graceful shutdown exceeded" not in str(record.msg)


def _warm(engine: Engine) -> None:
    """Load the models and Chroma before the first question, and check that the language model can be made."""
    _ = engine.writer
    engine.reader.read("ready?", ["Ready."])
    engine.store.embedder.question("ready?")
    engine.store.vectors_to_ask()
