"""Text of others, made safe to put into a message: it shows as it is, whatever it contains."""

import re

_ACTIVE = re.compile(r"[^\w \u0080-\U0010ffff]|_")


def escaped(text: str) -> str:
    """`text` on one line, with every ASCII mark as a character reference: neither Markdown nor HTML can begin in it."""
    return _ACTIVE.sub(lambda mark: f"&#{ord(mark[0])};", " ".join(text.split()))


def escaped_lines(text: str) -> str:
    """`text` escaped, its line breaks kept."""
    return "<br>".join(escaped(line) for line in text.strip().splitlines())
