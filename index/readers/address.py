"""Web addresses: which ones are read, and what an address says about the article fetched from it."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from index.errors import SourceError
from index.text.cleaning import canonical_url

ADDRESSES = ("http://", "https://")
_HOST_PREFIXES = ("www.", "m.", "mobile.", "amp.")
"""Subdomains under which sites show the same pages."""


def is_address(source: str) -> bool:
    """Return whether a source is a web address."""
    return source.lower().startswith(ADDRESSES)


def shown(address: str) -> str:
    """Return the address without user name and password, to be logged or stored."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl() if "@" in parts.netloc else address


def addressed(fields: Mapping[str, Any], address: str) -> dict[str, Any]:
    """Complete the fields of an article fetched from `address`: its URL and, if it names none, its source.

    A page's own URL counts only if it is on the same site. Otherwise its author could put words into the mouth of
    another publisher.
    """
    declared = canonical_url(str(fields.get("url") or ""))
    site = _site(address)
    url = declared if declared and _same_site(_site(declared), site) else address
    return {**fields, "url": url, "source": fields.get("source") or site}


def refuse_front_page(fields: Mapping[str, Any], address: str) -> None:
    """Raise SourceError if the address is a site's front page: sites often redirect removed articles there."""
    parts = urlsplit(address)
    if not parts.path.strip("/") and not parts.query and not fields.get("published"):
        raise SourceError(address, "is the front page of a site, not an article; give the address of the article")


def _site(address: str) -> str:
    """Return the host without a prefix such as "www."."""
    host = (urlsplit(address).hostname or "").lower()
    prefix = next((prefix for prefix in _HOST_PREFIXES if host.startswith(prefix)), "")
    return host.removeprefix(prefix)


def _same_site(host: str, other: str) -> bool:
    return host == other or host.endswith(f".{other}") or other.endswith(f".{host}")
