"""Rank candidates of the time that a question asks for before those of other times. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from index.text.dates import date_in_words
from rag.language.dates.interval import ELSEWHEN, LATER, Interval
from rag.ranking.span_ranking import FEATURES, AnswerCandidate
from rag.retrieval.temporal import NOT_THEN, dates_held, tells_of_time
from rag.schema.answer import Notice
from rag.schema.evidence import Evidence

OTHER, UNDATED = -8.0, -1.0
"""Score that a candidate of another time, or of no certain time, loses beside one of the time asked for."""
_ABOUT, _MISSED = FEATURES.index("in_window"), FEATURES.index("kind_missed")
HALF = 0.5
"""Share of the question's words near a candidate that makes it relevant."""
ANOTHER = "No passage tells of the time asked for; this is of another"


def rank_by_time(ranked: Sequence[AnswerCandidate], events: Sequence[Interval]) -> list[AnswerCandidate]:
    """Rank candidates of other times behind those of the time asked for.

    Args:
        ranked: Candidates, best first.
        events: Times that the question asks for.

    Returns:
        The candidates, best first and none twice; in their old order if none is of the time asked for.
    """
    if not events:
        return list(ranked)
    places = ((one.piece.hit.passage.id, one.span.start, one.span.end) for one in reversed(ranked))
    ranked = list(dict(zip(places, reversed(ranked), strict=True)).values())[::-1]
    told_of = [_told(events, candidate) for candidate in ranked]
    nearest = max((time for one, time in zip(ranked, told_of, strict=False) if _is_about(one)), default=0.0)
    if nearest <= 0:
        return list(ranked)
    lost = (0.0 if time >= nearest else OTHER if time else UNDATED for time in told_of)
    return sorted((replace(one, time=by) for one, by in zip(ranked, lost, strict=True)), key=lambda one: -one.score)


def evidence_of_time(evidence: Sequence[Evidence], events: Sequence[Interval]) -> list[Evidence]:
    """Return the evidence of the time asked for: it names a day of then, or was published then or right after.

    If the question names no year or week, evidence of an earlier one counts only without any of the latest.
    """
    for least in (1.0, ELSEWHEN):
        for later in range(LATER + 1):
            if found := [piece for piece in evidence if _held(piece, events, later) >= least]:
                return found
    return []


def other_time_notices(best: AnswerCandidate, events: Sequence[Interval]) -> tuple[Notice, ...]:
    """Return a notice if the answer is of another time than was asked for."""
    if not events or _told(events, best) != NOT_THEN:
        return ()
    published = best.piece.article.published
    of = f", in an article of {date_in_words(published)}" if published else ""
    return (Notice("other_time", f"{ANOTHER}{of}."),)


def _held(piece: Evidence, events: Sequence[Interval], later: int) -> float:
    published = piece.article.published.date() if piece.article.published else None
    out = max((event.holds(published, later) for event in events), default=0.0) if published else 0.0
    return max(out, dates_held(events, piece.hit.passage.text, published))


def _told(events: Sequence[Interval], candidate: AnswerCandidate) -> float:
    low, high = candidate.sentence
    start = candidate.piece.start
    return tells_of_time(events, candidate.piece.article, start + low, start + high)


def _is_about(candidate: AnswerCandidate) -> bool:
    """Return whether a candidate has the answer type asked for, near half of the question's words."""
    return candidate.features[_ABOUT] >= HALF and not candidate.features[_MISSED]
