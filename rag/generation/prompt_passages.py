"""Passages for a prompt: numbered, delimited, with title, source and date. Pure."""

import re
from collections.abc import Sequence

from index.text.dates import date_in_words
from rag.schema.evidence import Evidence

_DELIMITER = re.compile(r"<(?=\s*/?\s*passage\b)", re.IGNORECASE)
_BREAK = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


def numbered(evidence: Sequence[Evidence]) -> str:
    """Write the passages in order, from 1; no text of an article can end its passage or begin another."""
    return "\n\n".join(_passage(n, piece) for n, piece in enumerate(evidence, 1))


def _passage(n: int, piece: Evidence) -> str:
    article = piece.article
    attributes = {"title": article.title, "source": article.source}
    if article.published:
        attributes["published"] = f"{article.published:%A}, {date_in_words(article.published)}"
    if article.updated:
        attributes["updated"] = f"{article.updated:%A}, {date_in_words(article.updated)}"
    written = "".join(f' {name}="{_attribute(value)}"' for name, value in attributes.items() if value)
    return f'<passage n="{n}"{written}>\n{_DELIMITER.sub("&lt;", piece.text)}\n</passage>'


def _attribute(value: str) -> str:
    """Put a value on one line, without characters that could end an attribute."""
    return _BREAK.sub(" ", value).replace('"', "'").replace("<", "&lt;").replace(">", "&gt;")
