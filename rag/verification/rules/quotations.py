"""Find quotations of a claim that no source has word for word. Pure."""

from collections.abc import Iterator, Sequence

from rag.language.quotations import comparable_words, quotation_parts, quotation_spans
from rag.verification.alignment import SourceSentence
from rag.verification.source import Source
from rag.verification.violation import Violation

LEAST = 2
"""Words of the shortest quotation that is checked: one word in quotation marks may be a name, or scorn."""
_LONGEST_SHOWN = 80
"""Characters of a quotation that a reason shows."""


def quotation_violations(claim: str, sources: Sequence[Source], lines: Sequence[SourceSentence]) -> Iterator[Violation]:
    """Find quotations that no source has; an ellipsis or a bracket may stand for anything left out."""
    texts = [comparable_words(f"{source.title} \n {source.text}") for source in sources]
    for start, end in quotation_spans(claim):
        quotation = claim[start + 1 : end - 1]
        parts = quotation_parts(quotation)
        if sum(len(part.split()) for part in parts) < LEAST or any(_in_order(parts, text) for text in texts):
            continue
        near = max(lines, key=lambda line: _overlap(quotation, line.text), default=None)
        shown = quotation if len(quotation) <= _LONGEST_SHOWN else f"{quotation[:_LONGEST_SHOWN]}…"
        if near and _overlap(quotation, near.text) >= 0.7:
            yield Violation("quotation", True, f"quotes “{shown}”; the cited passage says: {near.text}")
        else:
            yield Violation("quotation", False, f"quotes “{shown}”; the cited passage has no such words")


def _in_order(parts: Sequence[str], text: str) -> bool:
    """Return whether the parts follow one another in the text."""
    at = 0
    for part in parts:
        start = text.find(part, at)
        if start < 0:
            return False
        at = start + len(part) - 1
    return True


def _overlap(quotation: str, text: str) -> float:
    """Return the share of the quotation's words that a sentence has."""
    wanted = set(comparable_words(quotation).split())
    return len(wanted & set(comparable_words(text).split())) / max(1, len(wanted))
