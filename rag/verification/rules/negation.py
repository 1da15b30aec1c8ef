"""Whether one side denies what the other says. Pure."""

from collections.abc import Iterator, Sequence

from rag.language.keywords import content_stems
from rag.language.patterns import Match, load_patterns
from rag.verification.alignment import SourceSentence, nearest
from rag.verification.violation import Violation

NEAR = 4
"""Sentences of which one should deny something where a claim does."""
COVERED = 0.6
"""The share of a claim's words that a sentence must have to be its counterpart."""
_PATTERNS = load_patterns("negation")
_NOT = _PATTERNS["not"]
NO_DENIAL = _PATTERNS["no_denial"]
_LOSS = _PATTERNS["loss"]
CLAUSE_ENDS = _PATTERNS["clause_ends"]
_SCOPE = 3


def negation_violations(claim: str, lines: Sequence[SourceSentence]) -> Iterator[Violation]:
    """A denial that stands on one side only, of words that both sides have."""
    yield from _sure(claim, lines)
    near = nearest(claim, lines)[:NEAR]
    if _denials(claim) and near and not any(_denials(line.text) or _LOSS.search(line.text) for line in near):
        yield Violation("negation", False, "denies something; the cited passage does not", False)


def _sure(claim: str, lines: Sequence[SourceSentence]) -> Iterator[Violation]:
    wanted = content_stems(claim)
    near = [line for line in nearest(claim, lines)[:2] if line.shared(wanted) >= COVERED * len(wanted)]
    if not near:
        return
    best = near[0]
    mine, theirs = _denied(claim), _denied(best.text)
    other_lines = frozenset().union(*(line.words for line in near))
    if bool(_denials(claim)) == bool(_denials(best.text)) or _LOSS.search(claim if theirs else best.text):
        return
    for scope in mine:
        if scope and scope <= other_lines and not any(_denials(line.text) for line in near):
            yield Violation("negation", True, f"denies what the cited passage says: {best.text}")
            return
    for scope in theirs:
        if scope and scope <= wanted:
            yield Violation("negation", True, f"says what the cited passage denies: {best.text}")
            return


def _denials(text: str) -> list[Match]:
    return [match for match in _NOT.finditer(text) if not NO_DENIAL.match(text[match.start() :])]


def _denied(text: str) -> list[frozenset[str]]:
    """Of each denial the first content words behind it, in its clause; a figure alone ("15, not 12") is none."""
    scopes = []
    for match in _denials(text):
        clause = CLAUSE_ENDS.split(text[match.end() :])[0].split()
        kept = [word for word in clause if content_stems(word)][:_SCOPE]
        if any(not word.strip("$€£%").isdecimal() for word in kept):
            scopes.append(content_stems(" ".join(kept)))
    return scopes
