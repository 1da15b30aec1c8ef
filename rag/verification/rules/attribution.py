"""Statements that a claim gives to another speaker than its sources do. Pure."""

from collections.abc import Iterator, Sequence

from rag.language.keywords import content_stems
from rag.language.patterns import Match, load_patterns
from rag.language.quotations import without_quotations
from rag.language.word_lists import word_class
from rag.verification.alignment import SourceSentence, nearest
from rag.verification.source import Source
from rag.verification.violation import Violation

_PATTERNS = load_patterns("claim_speakers")
_SAYS = _PATTERNS["says"]
_LONGEST, _WORDS = 80, 8
"""Characters and words of a speaker's longest name."""
_NOT_BEFORE = _PATTERNS["not_before"]
_NOT_AFTER = _PATTERNS["not_after"]
_NAMED = _PATTERNS["named"]
_AUXILIARY = _PATTERNS["auxiliary"]
_VERB = _PATTERNS["verb"]
_PRONOUNS = frozenset(word_class("parties", "pronouns"))
COVERED = 0.7
"""Share of a statement's words that a sentence must have to be the same statement."""


def attribution_violations(
    claim: str, sources: Sequence[Source], lines: Sequence[SourceSentence]
) -> Iterator[Violation]:
    """Find a speaker of the claim who is not the one that the sources name."""
    said_by = speakers(claim)
    if not said_by:
        return
    wanted = content_stems(claim) - content_stems(" ".join(said_by))
    near = [line for line in nearest(claim, lines)[:1] if wanted and line.shared(wanted) >= COVERED * len(wanted)]
    for line in near:
        theirs = speakers(line.text)
        for who in said_by:
            mine = content_stems(who)
            place = lines.index(line)
            beside = content_stems(" ".join(sentence.text for sentence in lines[max(0, place - 2) : place + 2]))
            own = content_stems(f"{sources[line.source].publisher} {sources[line.source].title}")
            other = theirs and _is_other(who, theirs[0], sources[line.source])
            if theirs and mine and (other or not mine & (beside | own)):
                yield Violation("attribution", False, f"has {who} say so; the cited passage has {theirs[0]}")


def _is_other(who: str, theirs: str, source: Source) -> bool:
    """Return whether both speakers are known by name or role, and differ on the day of the source."""
    names = source.names
    mine, others = ([name for name in names.mentions(text) if names.has_role(name)] for text in (who, theirs))
    return bool(mine and others) and not any(names.stands_in(name, theirs, source.day) for name in mine)


def speakers(text: str) -> list[str]:
    """Return who says something in a sentence, outside its quotations, as written; pronouns are nobody."""
    bare = without_quotations(text)
    candidates = [_speaker(bare, match) for match in _SAYS.finditer(bare)]
    return [
        who
        for who in candidates
        if content_stems(who) and not _VERB.match(who) and _PRONOUNS.isdisjoint(who.lower().split())
    ]


def _speaker(text: str, says: Match) -> str:
    """Return who stands beside a verb of saying: before it, or behind it if the statement comes first."""
    before, after = text[max(0, says.start() - _LONGEST) : says.start()], text[says.end() : says.end() + _LONGEST]
    follows = before.rstrip()[-1:] in (",", "”", '"') and bool(_NAMED.match(after))
    if follows or not says["says"]:
        return " ".join(_NOT_AFTER.split(after.strip())[0].split()[:_WORDS])
    words = _NOT_BEFORE.split(before)[-1].split()[-_WORDS:]
    return _AUXILIARY.sub("", " ".join(words)).strip(" ,.")
