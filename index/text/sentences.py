"""Splits text into sentences with exact offsets."""

import re
from collections.abc import Iterator
from functools import lru_cache

Span = tuple[int, int]
"""(start, end) in characters, end excluded."""

_LINE = re.compile(r"[^\n]+")
_CURLY_CLOSERS = "”’»)]"
_STOP = re.compile(r"[。！？｡।॥۔؟]+[”’»）」』)\]]*")
"""Ends of sentences in Chinese, Japanese, Hindi, Arabic and Urdu, with what closes after them: nupunkt knows only Latin
ones."""
_CLOSERS = "\"'" + _CURLY_CLOSERS


@lru_cache(maxsize=2048)
def sentence_spans(text: str) -> tuple[Span, ...]:
    """Return the span of each sentence in order, without surrounding white space.

    A line end also ends a sentence. Closing quotes and brackets belong to the sentence that they close.
    """
    spans: list[Span] = []
    for line in _LINE.finditer(text):
        spans.extend(_line_spans(text, line.start(), line.end()))
    return tuple(spans)


def _line_spans(text: str, start: int, end: int) -> list[Span]:
    from nupunkt import sent_spans

    spans: list[Span] = []
    pieces = (piece for low, high in sent_spans(text[start:end]) for piece in _cut(text, start + low, start + high))
    for low, high in pieces:
        low, high = _trim(text, low, high)
        if low >= high:
            continue
        if spans and all(character in _CLOSERS for character in text[low:high]):
            spans[-1] = (spans[-1][0], high)
        elif spans and text[low] in _CURLY_CLOSERS:
            # nupunkt cut "He left.” She stayed." before the quote: move the quote to the sentence that it closes.
            spans[-1] = (spans[-1][0], low + 1)
            spans.append(_trim(text, low + 1, high))
        else:
            spans.append((low, high))
    return spans


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the parts of a span up to each full stop that nupunkt does not know."""
    for stop in _STOP.finditer(text, start, end):
        yield start, stop.end()
        start = stop.end()
    if start < end:
        yield start, end


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
