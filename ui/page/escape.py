"""Escape external text so that a message shows it verbatim."""

import re

_ACTIVE = re.compile(r"[^\w \u0080-\U0010ffff]|_")
_DIRECTION_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Unicode bidirectional control characters."""


def escaped(text: str) -> str:
    """Join `text` to one line and escape every ASCII symbol, so that it holds neither Markdown nor HTML."""
    return _ACTIVE.sub(lambda mark: f"&#{ord(mark[0])};", " ".join(text.split()))


def isolated(text: str) -> str:
    """Escape `text` for the middle of a line and isolate its text direction."""
    return f"<bdi>{escaped(text)}</bdi>"


def escaped_lines(text: str) -> str:
    """Escape `text` and keep its line breaks."""
    return "<br>".join(escaped(line) for line in text.strip().splitlines())


def without_direction_marks(text: str) -> str:
    """Remove bidirectional control characters from `text`, without escaping it.

    For tooltips and accessible names, which have no elements to isolate the text's direction.
    """
    return _DIRECTION_MARKS.sub("", text)
