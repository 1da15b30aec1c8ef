"""Check that the sources give a claim's statement to the same speaker. Pure."""

from collections.abc import Iterator, Sequence

from rag.language.keywords import content_stems
from rag.language.speakers import speakers
from rag.verification.alignment import SourceSentence, nearest
from rag.verification.source import Source
from rag.verification.violation import Violation

COVERED = 0.7
"""Share of a statement's words that a sentence must have to be the same statement."""


def attribution_violations(
    claim: str, sources: Sequence[Source], lines: Sequence[SourceSentence]
) -> Iterator[Violation]:
    """Yield a violation for each speaker of the claim who is not the speaker in the sources."""
    claimed = speakers(claim)
    if not claimed:
        return
    wanted = content_stems(claim) - content_stems(" ".join(claimed))
    near = [line for line in nearest(claim, lines)[:1] if wanted and line.shared(wanted) >= COVERED * len(wanted)]
    for line in near:
        theirs = speakers(line.text)
        for who in claimed:
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
