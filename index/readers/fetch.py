"""Fetches one page that a person named: from the public web only, within limits of size and time.

It does not ask for robots.txt: that is for programs that crawl sites. This reads one page that the person could have
opened and saved.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from index.errors import SourceError
from index.readers.address import shown

if TYPE_CHECKING:
    from requests import Response

_MAX_REDIRECTS = 5
_CHUNK = 65_536
"""Bytes read at a time."""
_ACCEPT = "text/html,application/xhtml+xml,text/markdown,application/x-ndjson,application/json;q=0.9,text/plain;q=0.8"
"""Pages first: a site that has the article as a page and as JSON should send the page."""
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_SAVE_IT = "open it in a browser, save it, and ingest the file"
_REFUSALS = {
    401: f"asks for a login; {_SAVE_IT}",
    402: f"asks for payment; {_SAVE_IT}",
    403: f"is closed to programs; {_SAVE_IT}",
    404: "does not exist; check the address",
    410: "was removed by its site",
    429: "was requested too often; try again later",
    451: "is withheld for legal reasons",
}


@dataclass(frozen=True, slots=True)
class FetchConfig:
    """Limits of a fetch.

    Attributes:
        private: Also fetch from this machine and private networks, for an intranet.
        loopback: Also fetch from this machine.
        max_bytes: Largest page, unpacked.
        idle_s: Seconds that a server may stay silent.
        total_s: Seconds that the whole page may take.
    """

    private: bool = False
    loopback: bool = False
    max_bytes: int = 10_000_000
    idle_s: float = 10.0
    total_s: float = 60.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """A fetched page: its address after redirects; content type and charset as its server names them, else ""."""

    address: str
    content_type: str
    charset: str
    data: bytes


def fetch(address: str, config: FetchConfig, media_types: Sequence[str] = ()) -> Fetched:
    """Fetch what is at `address`.

    Args:
        address: Address as the person named it; errors repeat it.
        config: Limits.
        media_types: Content types to accept besides pages, Markdown, JSON and text.

    Raises:
        SourceError: It cannot be fetched, or must not be; the message says why, and what to do.
    """
    from requests import exceptions
    from requests_hardened.ip_filter import InvalidIPAddress

    try:
        return _followed(address, config, ",".join([_ACCEPT, *(f"{media_type};q=0.7" for media_type in media_types)]))
    except InvalidIPAddress as error:
        problem = (
            "is in a private network or on this machine, which Citewell does not fetch (see CITEWELL_FETCH_PRIVATE)"
        )
        raise SourceError(address, problem) from error
    except exceptions.SSLError as error:
        raise SourceError(address, f"has no trusted certificate; {_SAVE_IT}") from error
    except exceptions.Timeout as error:
        raise _too_slow(address) from error
    except exceptions.ConnectionError as error:
        raise SourceError(address, "cannot be reached; check the address and the network of this machine") from error
    except (exceptions.RequestException, UnicodeError, ValueError) as error:
        raise SourceError(address, f"is not a valid address ({type(error).__name__}); check it") from error


def _followed(named: str, config: FetchConfig, accept: str) -> Fetched:
    """Follow redirects one by one: check each target, and read no body on the way."""
    from index.readers.guard import guarded_session

    deadline = monotonic() + config.total_s
    address = _checked(named, named)
    with guarded_session(private=config.private, loopback=config.loopback) as session:
        for _ in range(_MAX_REDIRECTS + 1):
            request = session.get(
                address, stream=True, allow_redirects=False, timeout=config.idle_s, headers={"Accept": accept}
            )
            with request as response:
                if not response.is_redirect:
                    return _received(named, address, response, config, deadline)
                location = response.headers["location"].encode("latin-1").decode("utf-8", "replace")
                address = _checked(urljoin(address, location), named)
    raise SourceError(named, f"redirects more than {_MAX_REDIRECTS} times; give the final address")


def _checked(address: str, named: str) -> str:
    """Return the address without its fragment. Raises SourceError unless it is a plain http or https address."""
    parts = urlsplit(address)
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise SourceError(named, "does not lead to an http or https address; give the address of an article")
    if "@" in parts.netloc:
        raise SourceError(shown(named), "has a user name in it, which would be stored with the article; take it out")
    return parts._replace(fragment="").geturl()


def _received(named: str, address: str, response: "Response", config: FetchConfig, deadline: float) -> Fetched:
    if response.status_code != HTTPStatus.OK:
        problem = _REFUSALS.get(response.status_code, "got an unexpected response from its server; try again later")
        raise SourceError(named, f"{problem} (status {response.status_code})")
    content_type = response.headers.get("content-type", "")
    charset = _CHARSET.search(content_type)
    data = _body(named, response, config.max_bytes, deadline)
    if not data.strip():
        raise SourceError(named, f"is empty; {_SAVE_IT}")
    return Fetched(address, content_type.partition(";")[0].strip().lower(), charset[1] if charset else "", data)


def _body(named: str, response: "Response", max_bytes: int, deadline: float) -> bytes:
    """Read the unpacked body chunk by chunk, and stop at the limits."""
    from urllib3.exceptions import HTTPError, ReadTimeoutError

    chunks: list[bytes] = []
    size = 0
    try:
        while chunk := response.raw.read1(_CHUNK, decode_content=True):
            chunks.append(chunk)
            size += len(chunk)
            if size > max_bytes:
                raise SourceError(named, f"is larger than {max_bytes:,} bytes; save its text, and ingest the file")
            if monotonic() > deadline:
                raise _too_slow(named)
    except ReadTimeoutError as error:
        raise _too_slow(named) from error
    except HTTPError as error:
        raise SourceError(named, "was cut off during the transfer; try again") from error
    return b"".join(chunks)


def _too_slow(address: str) -> SourceError:
    return SourceError(address, f"timed out; try again later, or {_SAVE_IT}")
