"""What the address says of an article that was fetched from it, and which other address it may be known by."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from index.errors import SourceError
from index.text.cleaning import canonical_url

ADDRESSES = ("http://", "https://")
_DOORS = ("www.", "m.", "mobile.", "amp.")
"""Names before a site's own under which it shows the same pages."""


def is_address(source: str) -> bool:
    """Whether a person means a place on the web."""
    return source.lower().startswith(ADDRESSES)


def shown(address: str) -> str:
    """The address as it may be written down: without a user name and a password."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl() if "@" in parts.netloc else address


def addressed(fields: Mapping[str, Any], address: str) -> dict[str, Any]:
    """The fields of an article found at `address`, which gives what they do not say.

    A page may say that it is really another of its own site, and not that it is one of somebody else's: whoever wrote
    it could put words into that publisher's mouth.
    """
    said = canonical_url(str(fields.get("url") or ""))
    site = _site(address)
    url = said if said and _same_site(_site(said), site) else address
    return {**fields, "url": url, "source": fields.get("source") or site}


def refuse_front_page(fields: Mapping[str, Any], address: str) -> None:
    """Raise a SourceError where the address is a site's front page: what is gone is often redirected there."""
    parts = urlsplit(address)
    if not parts.path.strip("/") and not parts.query and not fields.get("published"):
        raise SourceError(address, "is the front page of a site, not an article; give the address of the article")


def _site(address: str) -> str:
    """The host without the door that one came in by."""
    host = (urlsplit(address).hostname or "").lower()
    door = next((door for door in _DOORS if host.startswith(door)), "")
    return host.removeprefix(door)


def _same_site(one: str, other: str) -> bool:
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")
