"""What a rule says of a claim and one passage."""

from collections.abc import Iterator
from datetime import UTC, datetime

from rag.verification.alignment import Line, lines_of
from rag.verification.source import Source
from rag.verification.violation import Flaw

DAY = datetime(2022, 11, 15, 12, tzinfo=UTC)


def grounded(text: str, title: str = "", publisher: str = "") -> tuple[list[Source], tuple[Line, ...]]:
    """A passage of an article of 15 November 2022, a Tuesday, and its lines."""
    source = Source(text, title, publisher, DAY)
    return [source], lines_of((source,))


def outcome(flaws: Iterator[Flaw]) -> str:
    """ "contradicts" or "lacks", with a question mark where it is not sure; "" where nothing is wrong."""
    found = list(flaws)
    if not found:
        return ""
    return ("contradicts" if found[0].contradicts else "lacks") + ("" if found[0].sure else "?")
