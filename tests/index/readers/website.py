"""A website on loopback with pages that a test sets."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep

PARAGRAPHS = (
    "A crane fell into the harbour of Aldmoor on Tuesday evening, and the fishing boats were kept in port.",
    "Nobody was hurt, said the harbour master, Ilse Maarten, who had closed the quay an hour before.",
    "The crane was sixty years old and was to be taken down in spring, when the new one is delivered.",
)


@dataclass(frozen=True, slots=True)
class Page:
    """A response: the body in pieces, with a pause before each but the first."""

    pieces: tuple[bytes, ...] = (b"",)
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    pause_s: float = 0.0


@dataclass(slots=True)
class Website:
    """Pages by path, and the requests received with their content types; `address` has no final slash."""

    address: str
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)


def page(head: str = "", paragraphs: tuple[str, ...] = PARAGRAPHS, title: str = "Crane falls") -> Page:
    """A page with an article and boilerplate around it."""
    words = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    menu = "".join(f'<li><a href="/{number}">Section {number}</a></li>' for number in range(30))
    text = (
        f'<!doctype html><html lang="en"><head>{head}</head><body><nav><ul>{menu}</ul></nav>'
        f"<article><h1>{title}</h1>{words}</article><footer>All rights reserved.</footer></body></html>"
    )
    return Page((text.encode(),))


def redirect(to: str) -> Page:
    """A redirect."""
    return Page(status=302, headers=(("Location", to),))


@contextmanager
def website() -> Iterator[Website]:
    """Serve a site without pages."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle(self) -> None:
            with suppress(ConnectionError):  # whoever asked has heard enough
                super().handle()

        def do_GET(self) -> None:
            site.asked.append((self.path, self.headers["Host"]))
            site.accepted.append(self.headers["Accept"])
            found = site.pages.get(self.path, Page((b"Not here.",), status=404))
            self.send_response(found.status)
            for name, value in (("Content-Type", found.content_type), *found.headers):
                self.send_header(name, value)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            try:
                self._send(found)
            except OSError:
                self.close_connection = True

        def _send(self, found: Page) -> None:
            for number, piece in enumerate(one for one in found.pieces if one):
                sleep(found.pause_s if number else 0)
                self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
                self.wfile.flush()
            self.wfile.write(b"0\r\n\r\n")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Website(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
