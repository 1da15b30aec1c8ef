"""Where a request comes from, as a browser says: against other sites that use a visitor's browser, and against names
that are made to lead to this machine (DNS rebinding)."""

from collections.abc import Set
from urllib.parse import urlsplit

from starlette.datastructures import Headers

from ui.auth.authorization import LOOPBACK_NAMES, bare_name

SAFE = ("GET", "HEAD", "OPTIONS")
"""Methods that change nothing."""
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


def is_foreign(method: str, headers: Headers) -> bool:
    """Whether a page of another site has a browser send a request that may change something. Programs other than
    browsers say neither where they come from, and hold no visitor's cookies."""
    if method in SAFE:
        return False
    if site := headers.get("sec-fetch-site"):
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    # A proxy may speak https outside and http to us: the host alone is compared.
    return origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower()


def is_named(headers: Headers, names: Set[str]) -> bool:
    """Whether the request is for one of `names`; for any, where there are none."""
    return not names or bare_name(headers.get("host", "")) in names


def is_direct(headers: Headers) -> bool:
    """Whether somebody on this machine asks it by its own name, with no proxy between that says so."""
    return bare_name(headers.get("host", "")) in LOOPBACK_NAMES and not any(name in headers for name in _FORWARDED)
