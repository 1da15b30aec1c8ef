"""Sentences of a text, with their exact offsets."""

import re
from functools import lru_cache

Span = tuple[int, int]

_LINE = re.compile(r"[^\n]+")
_CURLY_CLOSERS = "”’»)]"
_CLOSERS = "\"'" + _CURLY_CLOSERS


@lru_cache(maxsize=2048)
def sentence_spans(text: str) -> tuple[Span, ...]:
    """(start, end) of each sentence of `text`, in order, without the white space around it.

    A line end ends a sentence. Closing quotes and brackets stay with the sentence that they close.
    """
    spans: list[Span] = []
    for line in _LINE.finditer(text):
        spans.extend(_line_spans(text, line.start(), line.end()))
    return tuple(spans)


def _line_spans(text: str, start: int, end: int) -> list[Span]:
    from nupunkt import sent_spans

    found: list[Span] = []
    for low, high in sent_spans(text[start:end]):
        low, high = _trim(text, start + low, start + high)
        if low >= high:
            continue
        if found and all(character in _CLOSERS for character in text[low:high]):
            found[-1] = (found[-1][0], high)
        elif found and text[low] in _CURLY_CLOSERS:
            # "He left.” She stayed." cut before the quote: give the closer back to the sentence that it closes.
            found[-1] = (found[-1][0], low + 1)
            found.append(_trim(text, low + 1, high))
        else:
            found.append((low, high))
    return found


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
