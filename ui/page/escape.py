"""Text of others, made safe to put into a message: it shows as it is, whatever it contains."""

import re

_ACTIVE = re.compile(r"[^\w \u0080-\U0010ffff]|_")
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that set the direction of what follows them."""


def escaped(text: str) -> str:
    """`text` on one line, with every ASCII mark as a character reference: neither Markdown nor HTML can begin in it."""
    return _ACTIVE.sub(lambda mark: f"&#{ord(mark[0])};", " ".join(text.split()))


def isolated(text: str) -> str:
    """`text` escaped, for the middle of a line of ours: its direction and its order end where it ends."""
    return f"<bdi>{escaped(text)}</bdi>"


def escaped_lines(text: str) -> str:
    """`text` escaped, its line breaks kept."""
    return "<br>".join(escaped(line) for line in text.strip().splitlines())


def unturned(text: str) -> str:
    """`text` for where there are no elements to isolate it in (a tooltip, a name that is read out): without the
    characters that could turn our own words around. Not escaped."""
    return _TURNING.sub("", text)
