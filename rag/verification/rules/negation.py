"""Find denials that only the claim or only its source has. Pure."""

from collections.abc import Iterator, Sequence

from rag.language.keywords import content_stems
from rag.language.negation import denied_scopes, denies, tells_of_loss
from rag.verification.alignment import SourceSentence, nearest
from rag.verification.violation import Violation

NEAR = 4
"""Nearest sentences among which one should deny something if the claim does."""
COVERED = 0.6
"""Share of a claim's words that its counterpart must have."""


def negation_violations(claim: str, lines: Sequence[SourceSentence]) -> Iterator[Violation]:
    """Find a denial, of words that both sides have, that only one side has."""
    yield from _sure(claim, lines)
    near = nearest(claim, lines)[:NEAR]
    if denies(claim) and near and not any(denies(line.text) or tells_of_loss(line.text) for line in near):
        yield Violation("negation", False, "denies something; the cited passage does not", False)


def _sure(claim: str, lines: Sequence[SourceSentence]) -> Iterator[Violation]:
    wanted = content_stems(claim)
    near = [line for line in nearest(claim, lines)[:2] if line.shared(wanted) >= COVERED * len(wanted)]
    if not near:
        return
    best = near[0]
    mine, theirs = denied_scopes(claim), denied_scopes(best.text)
    other_lines = frozenset().union(*(line.words for line in near))
    if denies(claim) == denies(best.text) or tells_of_loss(claim if theirs else best.text):
        return
    for scope in mine:
        if scope and scope <= other_lines and not any(denies(line.text) for line in near):
            yield Violation("negation", True, f"denies what the cited passage says: {best.text}")
            return
    for scope in theirs:
        if scope and scope <= wanted:
            yield Violation("negation", True, f"says what the cited passage denies: {best.text}")
            return
