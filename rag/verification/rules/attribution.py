"""Whether the sources give the words of a claim to the same speaker. Pure."""

from collections.abc import Iterator, Sequence

from rag.language.keywords import content_stems
from rag.language.patterns import Match, load_patterns
from rag.language.quotations import without_quotations
from rag.language.word_lists import word_set
from rag.verification.alignment import SourceSentence, nearest
from rag.verification.source import Source
from rag.verification.violation import Violation

_PATTERNS = load_patterns("claim_speakers")
_SAYS = _PATTERNS["says"]
_LONGEST, _WORDS = 80, 8
"""Characters and words of the longest name of a speaker."""
_NOT_BEFORE = _PATTERNS["not_before"]
_NOT_AFTER = _PATTERNS["not_after"]
_NAMED = _PATTERNS["named"]
_AUXILIARY = _PATTERNS["auxiliary"]
_VERB = _PATTERNS["verb"]
_PRONOUNS = word_set("he she they it i we who which that you one his her")
COVERED = 0.7
"""The share of what was said that a sentence must have to be the same statement."""


def attribution_violations(
    claim: str, sources: Sequence[Source], lines: Sequence[SourceSentence]
) -> Iterator[Violation]:
    """A speaker that the sources do not give those words to, where they give them to another."""
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
            beside = content_stems(" ".join(one.text for one in lines[max(0, place - 2) : place + 2]))
            own = content_stems(f"{sources[line.source].publisher} {sources[line.source].title}")
            other = theirs and _is_other(who, theirs[0], sources[line.source])
            if theirs and mine and (other or not mine & (beside | own)):
                yield Violation("attribution", False, f"has {who} say so; the cited passage has {theirs[0]}")


def _is_other(who: str, theirs: str, source: Source) -> bool:
    """Whether two speakers are known, by name or role, and not the same on the day that the source was published."""
    names = source.names
    said, found = ([one for one in names.mentions(text) if names.has_role(one)] for text in (who, theirs))
    return bool(said and found) and not any(names.stands_in(one, theirs, source.day) for one in said)


def speakers(text: str) -> list[str]:
    """Who says something in a sentence, outside of its quotations, as it is written; pronouns are nobody."""
    bare = without_quotations(text)
    found = [_speaker(bare, match) for match in _SAYS.finditer(bare)]
    return [
        who
        for who in found
        if content_stems(who) and not _VERB.match(who) and _PRONOUNS.isdisjoint(who.lower().split())
    ]


def _speaker(text: str, says: Match) -> str:
    """Who stands beside a word of saying: before it, or behind it where it follows what was said."""
    before, after = text[max(0, says.start() - _LONGEST) : says.start()], text[says.end() : says.end() + _LONGEST]
    follows = before.rstrip()[-1:] in (",", "”", '"') and bool(_NAMED.match(after))
    if follows or not says["says"]:
        return " ".join(_NOT_AFTER.split(after.strip())[0].split()[:_WORDS])
    words = _NOT_BEFORE.split(before)[-1].split()[-_WORDS:]
    return _AUXILIARY.sub("", " ".join(words)).strip(" ,.")
