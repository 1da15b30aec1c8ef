"""Field names in exports of other programs, mapped to ours.

Names are compared without case, spaces and punctuation: "Article Body", "article_body" and "articleBody" are equal.
If an article has several names for one field, ours wins, then the one listed first here.
"""

import re
from collections.abc import Mapping
from typing import Any

from index.errors import UsageError

NAMES: dict[str, tuple[str, ...]] = {
    "id": ("guid", "uuid", "article id", "doc id", "document id", "_id", "uri"),
    "title": ("headline", "heading", "article title", "web title", "head line"),
    "text": (
        "body", "content", "article body", "full text", "main text", "article text", "body text", "article",
        "content text", "content html", "body html", "story",
    ),
    "source": (
        "publisher", "publication", "outlet", "newspaper", "source name", "site name", "provider", "medium", "media",
        "source domain", "domain",
    ),
    "url": ("link", "permalink", "href", "web url", "article url", "canonical url", "source url"),
    "authors": ("author", "byline", "creator", "dc:creator", "writer", "writers", "author name"),
    "published": (
        "date", "date published", "published at", "published on", "publication date", "pub date", "publish date",
        "date publish", "published date", "web publication date", "date created", "created at", "created", "issued",
    ),
    "updated": ("date modified", "updated at", "modified", "last modified", "modified at", "date modify", "lastmod"),
    "language": ("lang", "locale", "in language"),
}  # fmt: skip
"""Our field -> other names for it. docs/articles.md lists the same."""


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).lower()


_OURS = {_folded(name): (ours, rank) for ours, names in NAMES.items() for rank, name in enumerate((ours, *names))}


def known_fields(fields: Mapping[str, Any], named: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Rename fields to ours, and drop unknown and empty ones. `named` (theirs -> ours) takes precedence over NAMES."""
    named = named or {}
    ranked: dict[str, tuple[int, Any]] = {}
    for theirs, value in fields.items():
        ours, rank = (named[theirs], -1) if theirs in named else _OURS.get(_folded(str(theirs)), ("", 0))
        if ours and value not in (None, "", [], {}) and (ours not in ranked or rank < ranked[ours][0]):
            ranked[ours] = (rank, value)
    return {ours: value for ours, (_, value) in ranked.items()}


def parse_map(pairs: list[str]) -> dict[str, str]:
    """Parse the values of `--map THEIRS=OURS` into {theirs: ours}.

    Raises:
        UsageError: A pair has no "=", or names no field of ours.
    """
    mapping = {}
    for pair in pairs:
        theirs, _, ours = pair.rpartition("=")
        if not theirs or ours not in NAMES:
            raise UsageError(f"--map {pair}: write THEIRS=OURS, where OURS is one of {', '.join(NAMES)}")
        mapping[theirs] = ours
    return mapping
