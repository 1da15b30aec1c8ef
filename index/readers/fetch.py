"""Fetching one page that a person has named, from the public web alone, within limits of size and of time.

What a site says in robots.txt is not asked for: that is for programs that go through sites by themselves, and this
reads the one page that somebody could have opened and saved.
"""

import re
from dataclasses import dataclass
from http import HTTPStatus
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from index.errors import SourceError
from index.readers.address import shown

if TYPE_CHECKING:
    from requests import Response

_MOST_REDIRECTS = 5
_PIECE = 65_536
_ACCEPT = "text/html,application/xhtml+xml,text/markdown,application/x-ndjson,application/json;q=0.9,text/plain;q=0.8"
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_SAVE_IT = "open it in a browser, save it, and ingest the file"
_REFUSALS = {
    401: f"asks for a login; {_SAVE_IT}",
    402: f"asks to be paid; {_SAVE_IT}",
    403: f"is not given to programs; {_SAVE_IT}",
    404: "is not there; check the address",
    410: "is gone; nothing is there any more",
    429: "is not given so often; try it again later",
    451: "is withheld for legal reasons",
}


@dataclass(frozen=True, slots=True)
class FetchConfig:
    """How far and how long an address is followed.

    `private` opens this machine and its networks too, for an intranet; `loopback` opens this machine alone. `idle_s`
    is how long a server may stay silent, `total_s` how long the page may take in all.
    """

    private: bool = False
    loopback: bool = False
    max_bytes: int = 10_000_000
    idle_s: float = 10.0
    total_s: float = 60.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """What lies at an address: where it was found after redirects, and of what kind and in what encoding its server
    says that it is ("" where it says nothing)."""

    address: str
    content_type: str
    charset: str
    data: bytes


def fetch(address: str, config: FetchConfig) -> Fetched:
    """What lies at `address`.

    Raises:
        SourceError: it cannot be had, or may not be; the message says why, and what to do.
    """
    from requests import exceptions
    from requests_hardened.ip_filter import InvalidIPAddress

    try:
        return _followed(address, config)
    except InvalidIPAddress as error:
        problem = "lies in a private network or on this machine, which is not read from (see CITEWELL_FETCH_PRIVATE)"
        raise SourceError(address, problem) from error
    except exceptions.SSLError as error:
        raise SourceError(address, f"shows no certificate that can be trusted; {_SAVE_IT}") from error
    except exceptions.Timeout as error:
        raise _too_slow(address) from error
    except exceptions.ConnectionError as error:
        raise SourceError(address, "cannot be reached; check the address, and that this machine is online") from error
    except (exceptions.RequestException, UnicodeError, ValueError) as error:
        raise SourceError(address, f"is no address that can be fetched ({type(error).__name__}); check it") from error


def _followed(named: str, config: FetchConfig) -> Fetched:
    """Redirects are followed here, one by one: each place is checked, and what stands on the way is not read."""
    from index.readers.guard import guarded_session

    until = monotonic() + config.total_s
    address = _checked(named, named)
    with guarded_session(private=config.private, loopback=config.loopback) as session:
        for _ in range(_MOST_REDIRECTS + 1):
            asked = session.get(
                address, stream=True, allow_redirects=False, timeout=config.idle_s, headers={"Accept": _ACCEPT}
            )
            with asked as response:
                if not response.is_redirect:
                    return _received(named, address, response, config, until)
                where = response.headers["location"].encode("latin-1").decode("utf-8", "replace")
                address = _checked(urljoin(address, where), named)
    raise SourceError(named, f"is redirected more than {_MOST_REDIRECTS} times; give the address that it leads to")


def _checked(address: str, named: str) -> str:
    """The address without its fragment, if it is one that is fetched."""
    parts = urlsplit(address)
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise SourceError(named, "leads to no http or https address; give that of an article")
    if "@" in parts.netloc:
        raise SourceError(shown(named), "has a user name in it, which would be kept with the article; take it out")
    return parts._replace(fragment="").geturl()


def _received(named: str, address: str, response: "Response", config: FetchConfig, until: float) -> Fetched:
    if response.status_code != HTTPStatus.OK:
        problem = _REFUSALS.get(response.status_code, "is not answered as it should be; try it again later")
        raise SourceError(named, f"{problem} (status {response.status_code})")
    said = response.headers.get("content-type", "")
    charset = _CHARSET.search(said)
    data = _body(named, response, config.max_bytes, until)
    if not data.strip():
        raise SourceError(named, f"is empty; {_SAVE_IT}")
    return Fetched(address, said.partition(";")[0].strip().lower(), charset[1] if charset else "", data)


def _body(named: str, response: "Response", most: int, until: float) -> bytes:
    """What was sent, unpacked. It is read as it comes, and no further than it may go on."""
    from urllib3.exceptions import HTTPError, ReadTimeoutError

    pieces: list[bytes] = []
    size = 0
    try:
        while piece := response.raw.read1(_PIECE, decode_content=True):
            pieces.append(piece)
            size += len(piece)
            if size > most:
                raise SourceError(named, f"is larger than {most:,} bytes; save its text, and ingest the file")
            if monotonic() > until:
                raise _too_slow(named)
    except ReadTimeoutError as error:
        raise _too_slow(named) from error
    except HTTPError as error:
        raise SourceError(named, "was cut off on its way; try it again") from error
    return b"".join(pieces)


def _too_slow(address: str) -> SourceError:
    return SourceError(address, f"did not come in time; try it again later, or {_SAVE_IT}")
