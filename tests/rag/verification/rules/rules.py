"""Violations that a rule finds in a claim against one passage."""

from collections.abc import Iterator
from datetime import UTC, datetime

from rag.verification.alignment import SourceSentence, source_sentences
from rag.verification.source import Source
from rag.verification.violation import Violation

DAY = datetime(2022, 11, 15, 12, tzinfo=UTC)


def grounded(text: str, title: str = "", publisher: str = "") -> tuple[list[Source], tuple[SourceSentence, ...]]:
    """A passage of an article of 15 November 2022, a Tuesday, and its lines."""
    source = Source(text, title, publisher, DAY)
    return [source], source_sentences((source,))


def outcome(flaws: Iterator[Violation]) -> str:
    """Return "contradicts" or "lacks", with "?" if uncertain; "" for no violation."""
    found = list(flaws)
    if not found:
        return ""
    return ("contradicts" if found[0].contradicts else "lacks") + ("" if found[0].sure else "?")
