"""Quotation marks: where a text quotes, and the words of a quotation in a form that can be compared. Pure."""

import re
from functools import lru_cache

from index.text.sentences import Span
from rag.language.words import bare_words

_QUOTATION = re.compile(r"“[^”]*”|\"[^\"\n]*\"")
_GAP = re.compile(r"\.\.\.|…|\[[^\]]*\]")
"""What stands for words left out: an ellipsis, or a bracket."""
_APOSTROPHE = re.compile(r"['’‘`´]")


@lru_cache(maxsize=256)
def quotation_spans(article: str) -> tuple[Span, ...]:
    """Return the bounds of each quotation, its marks included."""
    return tuple(match.span() for match in _QUOTATION.finditer(article))


def without_quotations(text: str) -> str:
    """Return the text with each quotation reduced to its two marks."""
    for start, end in reversed(quotation_spans(text)):
        text = f"{text[:start]}“”{text[end:]}"
    return text


def quotation_parts(quotation: str) -> list[str]:
    """Return the comparable words of a quotation, divided where words are left out."""
    return [part for part in (comparable_words(part) for part in _GAP.split(quotation)) if part]


@lru_cache(maxsize=1024)
def comparable_words(text: str) -> str:
    """Return the words alone, with a space around each: marks, dashes and capitals are the printer's."""
    words = " ".join(bare_words(_APOSTROPHE.sub("", text.casefold())))
    return f" {words} " if words else ""
