"""The origin of a request, as the browser reports it.

It protects against other sites that act through a visitor's browser (CSRF), and against host names made to point to
this machine (DNS rebinding).
"""

from collections.abc import Set
from urllib.parse import urlsplit

from starlette.datastructures import Headers

from ui.auth.authorization import LOOPBACK_NAMES, bare_name

SAFE = ("GET", "HEAD", "OPTIONS")
"""Methods that change nothing."""
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


def is_foreign(method: str, headers: Headers) -> bool:
    """Return whether a page of another site sends a request that may change something.

    Programs other than browsers send no origin, and hold no visitor's cookies.
    """
    if method in SAFE:
        return False
    if site := headers.get("sec-fetch-site"):
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    # A proxy may use https outside and http to us, so only the host is compared.
    return origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower()


def is_named(headers: Headers, names: Set[str]) -> bool:
    """Return whether the request uses one of the host `names`; any will do if there are none."""
    return not names or bare_name(headers.get("host", "")) in names


def is_direct(headers: Headers) -> bool:
    """Return whether the request uses a loopback name and shows no sign of a proxy."""
    return bare_name(headers.get("host", "")) in LOOPBACK_NAMES and not any(name in headers for name in _FORWARDED)
