"""Cleans text once, before any offset is counted: removes what readers can neither see nor search."""

import re
import unicodedata
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

# Control characters except tab and line feed, invisible marks inside words (soft hyphen, zero-width space, word joiner,
# byte-order mark), and the two overrides that display text in another order than it is stored.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff\u202d\u202e]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x85\x0b\x0c]")
_TRAILING_SPACE = re.compile(r"[ \t\u00a0]+(?=\n|$)")
_MANY_BLANK_LINES = re.compile(r"\n{3,}")
_TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|mc_[ce]id|igshid)$")


def clean_text(text: str) -> str:
    """Return `text` in NFC, with line feeds only, at most one blank line in a row, and no invisible characters."""
    text = _LINE_ENDS.sub("\n", text)
    text = _UNSEEN.sub("", _LONE_SURROGATE.sub("\ufffd", text))
    text = _MANY_BLANK_LINES.sub("\n\n", _TRAILING_SPACE.sub("", text))
    return unicodedata.normalize("NFC", text).strip()


def clean_line(text: str) -> str:
    """Return `text` cleaned, on one line, with single spaces."""
    return " ".join(clean_text(text).split())


def canonical_url(url: str) -> str:
    """Return the URL that identifies an article: without fragment and tracking parameters, host in lower case.

    Returns "" for anything but http and https: it must become neither an id nor a link.
    """
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https") or not host:
        return ""
    if port and port != {"http": 80, "https": 443}[scheme]:
        host = f"{host}:{port}"
    query = urlencode([(key, value) for key, value in parse_qsl(parts.query, True) if not _TRACKING.match(key)])
    return urlunsplit((scheme, host, parts.path.rstrip("/") or "/", query, ""))
