"""The sites whose pages may hold the widget, in a file of the store's folder: where each is, and what its readers may
ask. A site's key is a public name, and no secret: it stands in the site's own pages."""

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
"""How often a reader's address may ask, unless a site is set otherwise."""
LONGEST_GREETING, LONGEST_NAME, MOST_QUESTIONS = 500, 100, 6
DEV = "dev"
"""The key of the site that `serve --dev` has: all articles, for pages of this machine."""
LOCAL = ("http://localhost", "http://127.0.0.1", "http://[::1]")
_PORTS = {"http": 80, "https": 443}
_COLOUR = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


@dataclass(frozen=True, slots=True)
class Site:
    """A site: its `key`, its `origins` ("https://paper.example"), and what its readers are answered from: articles of
    these `sources` (of all, where there are none), published in the last `days` (at any time, where that is 0).

    `rate` is how often a reader's address may ask, `total_rate` how often all of them together ("" is no limit). The
    widget shows the `greeting`, the first `questions` to choose from, and takes the `accent` colour and `position`.
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
        """What its readers can be answered from, now."""
        since = datetime.now(UTC) - timedelta(days=self.days) if self.days else None
        return Filter(since=since, sources=self.sources)


class Sites:
    """The sites of the store in `folder`. Safe to use from many threads and processes at once."""

    def __init__(self, folder: Path, *, dev: bool = False) -> None:
        """With `dev`, pages of this machine may hold the widget too: of any site, and of one whose key is `dev`."""
        self._records = Records(folder / FILE, _site, lambda site: site.key)
        self._dev = dev

    def all(self) -> list[Site]:
        """Every site, by name."""
        return sorted(self._records.known().values(), key=lambda site: (site.name, site.key))

    def get(self, key: str) -> Site | None:
        """The site of this key."""
        known = self._records.known().get(key)
        return known or (Site(DEV, "This machine", rate="") if self._dev and key == DEV else None)

    def allows(self, site: Site, origin: str) -> bool:
        """Whether a page of `origin`, as a browser says it, may hold the site's widget."""
        return origin in site.origins or (self._dev and _is_local(origin))

    def ancestors(self, site: Site) -> str:
        """The pages that may frame it, as a policy says them; 'none' where there are none."""
        local = [f"{one}:*" for one in LOCAL[:2]] if self._dev else []
        return " ".join((*site.origins, *local)) or "'none'"

    def add(self, name: str, **given: Any) -> Site:
        """A new site, with a key of its own. Raises UsageError where something given will not do."""
        site = checked(Site(f"site-{token_hex(6)}", name, **given))
        with self._records.changing() as sites:
            sites[site.key] = site
        return site

    def change(self, key: str, **given: Any) -> Site:
        """The site with what is given in the place of what it had. Raises NotFoundError, UsageError."""
        with self._records.changing() as sites:
            if key not in sites:
                raise _unknown(key)
            sites[key] = checked(replace(sites[key], **given))
            return sites[key]

    def remove(self, key: str) -> None:
        """Forget a site: its pages' widget answers no more. Raises NotFoundError."""
        with self._records.changing() as sites:
            if sites.pop(key, None) is None:
                raise _unknown(key)


def checked(site: Site) -> Site:
    """The site, its origins as browsers say them. Raises UsageError where something of it will not do."""
    if not site.name.strip() or len(site.name) > LONGEST_NAME or not site.name.isprintable():
        raise UsageError(f"a site's name has 1 to {LONGEST_NAME} letters; it is for you to know it by")
    if not site.origins:
        raise UsageError("a site needs its origin: --origin https://paper.example")
    if site.days < 0:
        raise UsageError("--days is a number of days; 0 is no limit")
    if site.accent and not _COLOUR.fullmatch(site.accent):
        raise UsageError(f"--accent {site.accent!r} is no colour; write #0a5 or #00aa55")
    if site.position not in ("", "left", "right"):
        raise UsageError(f"--position {site.position!r} is no corner; write left or right")
    if len(site.greeting) > LONGEST_GREETING:
        raise UsageError(f"a greeting has at most {LONGEST_GREETING} letters")
    if len(site.questions) > MOST_QUESTIONS or any(len(one) > LONGEST_GREETING for one in site.questions):
        raise UsageError(f"at most {MOST_QUESTIONS} questions of {LONGEST_GREETING} letters are suggested")
    return replace(site, origins=origins(site.origins), rate=rate(site.rate), total_rate=rate(site.total_rate))


def origins(given: Sequence[str]) -> tuple[str, ...]:
    """Origins as browsers say them: without a path, and without the port that goes without saying."""
    return tuple(dict.fromkeys(map(_origin, given)))


def rate(text: str) -> str:
    """A rate as the settings take it. Raises UsageError."""
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
            f"{given!r} is no origin; write scheme and host alone, as in https://paper.example (of each name its own: "
            "no * is taken; a host in other letters in the form that begins with xn--)"
        )
    named = f"[{host}]" if ":" in host else host
    return f"{scheme}://{named}" + (f":{port}" if port and port != _PORTS[scheme] else "")


def _is_local(origin: str) -> bool:
    return any(origin == one or origin.startswith(f"{one}:") for one in LOCAL)


def _site(given: dict[str, Any]) -> Site:
    """A site as the file has it, whose lists are tuples here."""
    lists = {name: tuple(value) for name, value in given.items() if isinstance(value, list)}
    return Site(**{**given, **lists})


def _unknown(key: str) -> NotFoundError:
    return NotFoundError(f"there is no site {key!r}; `citewell sites list` lists what there is")
