"""The sites whose pages may show the widget, saved in a file of the store's folder.

A site's key is a public name and not a secret: it stands in the site's own pages.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex
from typing import Any, Literal
from urllib.parse import urlsplit

from index.errors import NotFoundError, UsageError
from index.filters import Filter
from ui.auth.records import Records

FILE = "sites.json"
READER_RATE = "20/minute"
"""Default rate for questions from one reader's address."""
LONGEST_GREETING, LONGEST_NAME, MOST_QUESTIONS = 500, 100, 6
DEV = "dev"
"""Key of the site that `serve --dev` adds: all articles, for pages of this machine."""
LOCAL = ("http://localhost", "http://127.0.0.1", "http://[::1]")
_PORTS = {"http": 80, "https": 443}
_COLOUR = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


@dataclass(frozen=True, slots=True)
class Site:
    """A site whose pages may show the widget.

    Attributes:
        key: Public key.
        name: What the owner calls it.
        origins: Origins of its pages, as "https://paper.example".
        sources: Sources to answer from; empty for all.
        days: Answer from articles of the last `days` days; 0 for all.
        rate: Rate for questions from one reader's address; "" for no limit.
        total_rate: Rate for all readers together; "" for no limit.
        greeting: First text of the widget.
        questions: Suggested questions.
        accent: Colour of the widget, as "#00aa55".
        position: Corner of the widget's button.
    """

    key: str
    name: str
    origins: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    days: int = 0
    rate: str = READER_RATE
    total_rate: str = ""
    greeting: str = ""
    questions: tuple[str, ...] = ()
    accent: str = ""
    position: Literal["", "left", "right"] = ""

    @property
    def bounds(self) -> Filter:
        """The filter for its readers' answers, as of now."""
        since = datetime.now(UTC) - timedelta(days=self.days) if self.days else None
        return Filter(since=since, sources=self.sources)


class Sites:
    """The sites of the store in `folder`. Safe to use from many threads and processes at once."""

    def __init__(self, folder: Path, *, dev: bool = False) -> None:
        """With `dev`, pages of this machine may show the widget too: that of any site, and that of the key `dev`."""
        self._records = Records(folder / FILE, _site, lambda site: site.key)
        self._dev = dev

    def all(self) -> list[Site]:
        """Return every site, sorted by name."""
        return sorted(self._records.known().values(), key=lambda site: (site.name, site.key))

    def get(self, key: str) -> Site | None:
        """Return the site with this key; None if there is none."""
        site = self._records.known().get(key)
        return site or (Site(DEV, "This machine", rate="") if self._dev and key == DEV else None)

    def allows(self, site: Site, origin: str) -> bool:
        """Return whether a page of `origin`, as browsers report it, may show the site's widget."""
        return origin in site.origins or (self._dev and _is_local(origin))

    def ancestors(self, site: Site) -> str:
        """Return the origins that may frame the widget, as `frame-ancestors` lists them; 'none' if there are none."""
        local = [f"{origin}:*" for origin in LOCAL[:2]] if self._dev else []
        return " ".join((*site.origins, *local)) or "'none'"

    def add(self, name: str, **given: Any) -> Site:
        """Add a site with a new key. Raise UsageError if a value is not valid."""
        site = checked(Site(f"site-{token_hex(6)}", name, **given))
        with self._records.changing() as sites:
            sites[site.key] = site
        return site

    def change(self, key: str, **given: Any) -> Site:
        """Change the given fields of a site.

        Raises:
            NotFoundError: There is no such site.
            UsageError: A value is not valid.
        """
        with self._records.changing() as sites:
            if key not in sites:
                raise _unknown(key)
            sites[key] = checked(replace(sites[key], **given))
            return sites[key]

    def remove(self, key: str) -> None:
        """Remove a site, so that the widget on its pages stops answering. Raise NotFoundError if there is none."""
        with self._records.changing() as sites:
            if sites.pop(key, None) is None:
                raise _unknown(key)


def checked(site: Site) -> Site:
    """Return the site with normalized origins and rates. Raise UsageError if a value is not valid."""
    if not site.name.strip() or len(site.name) > LONGEST_NAME or not site.name.isprintable():
        raise UsageError(f"a site's name needs 1 to {LONGEST_NAME} characters; choose one that you will recognise")
    if not site.origins:
        raise UsageError("a site needs its origin: --origin https://paper.example")
    if site.days < 0:
        raise UsageError("--days must be 0 or more; 0 is no limit")
    if site.accent and not _COLOUR.fullmatch(site.accent):
        raise UsageError(f"--accent {site.accent!r} is not a colour; write #0a5 or #00aa55")
    if site.position not in ("", "left", "right"):
        raise UsageError(f"--position {site.position!r} is not a corner; write left or right")
    if len(site.greeting) > LONGEST_GREETING:
        raise UsageError(f"the greeting is longer than {LONGEST_GREETING} characters; shorten it")
    if len(site.questions) > MOST_QUESTIONS or any(len(text) > LONGEST_GREETING for text in site.questions):
        raise UsageError(f"suggest at most {MOST_QUESTIONS} questions of at most {LONGEST_GREETING} characters each")
    return replace(site, origins=origins(site.origins), rate=rate(site.rate), total_rate=rate(site.total_rate))


def origins(given: Sequence[str]) -> tuple[str, ...]:
    """Normalize origins as browsers report them: no path, and no default port."""
    return tuple(dict.fromkeys(map(_origin, given)))


def rate(text: str) -> str:
    """Check a rate, as the settings write it. Raise UsageError if it is not valid."""
    from ui.app.setting_types import rate_text

    try:
        return rate_text(text)
    except ValueError as error:
        raise UsageError(f"{text!r} {error}") from None


def _origin(given: str) -> str:
    try:
        parts = urlsplit(given.strip())
        scheme, host, port = parts.scheme.lower(), (parts.hostname or "").lower(), parts.port
    except ValueError:
        scheme, host, port, parts = "", "", None, urlsplit("")
    bare = parts.path in ("", "/") and not (parts.query or parts.fragment or parts.username)
    if scheme not in _PORTS or not host or "*" in host or not bare or not host.isascii():
        raise UsageError(
            f"{given!r} is not an origin; write only scheme and host, as in https://paper.example (one for each host "
            "name, without *; write a host of non-ASCII letters in its xn-- form)"
        )
    named = f"[{host}]" if ":" in host else host
    return f"{scheme}://{named}" + (f":{port}" if port and port != _PORTS[scheme] else "")


def _is_local(origin: str) -> bool:
    return any(origin == local or origin.startswith(f"{local}:") for local in LOCAL)


def _site(given: dict[str, Any]) -> Site:
    """Make a site from its fields in the file, with tuples for lists."""
    lists = {name: tuple(value) for name, value in given.items() if isinstance(value, list)}
    return Site(**{**given, **lists})


def _unknown(key: str) -> NotFoundError:
    return NotFoundError(f"there is no site {key!r}; `citewell sites list` lists all sites")
