"""Where a text quotes. Pure."""

import re
from functools import lru_cache

from index.text.sentences import Span

_QUOTE = re.compile(r"“[^”]*”|\"[^\"\n]*\"")


@lru_cache(maxsize=256)
def quotation_spans(article: str) -> tuple[Span, ...]:
    """The bounds of each quotation, its marks among them."""
    return tuple(match.span() for match in _QUOTE.finditer(article))
