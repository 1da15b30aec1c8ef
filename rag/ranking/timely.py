"""What tells of the time that a question asks for goes before what tells of another. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from index.text.dates import date_in_words
from rag.language.dates.interval import ELSEWHEN, LATER, Interval
from rag.ranking.span_ranking import FEATURES, AnswerCandidate
from rag.retrieval.temporal import NOT_THEN, dates_held, tells_of_time
from rag.schema.answer import Notice
from rag.schema.evidence import Evidence

OTHER, UNDATED = -8.0, -1.0
"""What a choice loses by telling of another time, or of no certain one, where another tells of the one asked for: a
figure of another day is no answer beside it."""
_ABOUT, _MISSED = FEATURES.index("in_window"), FEATURES.index("kind_missed")
HALF = 0.5
"""The share of the question's words beside a choice that makes it one of what is asked for."""
ANOTHER = "No passage tells of the time asked for; this is of another"


def rank_by_time(ranked: Sequence[AnswerCandidate], events: Sequence[Interval]) -> list[AnswerCandidate]:
    """The choices, best first and none twice, those of another time behind where there are any of the time asked for;
    as they were where there are none: what is known of another time is better than nothing."""
    if not events:
        return list(ranked)
    places = ((one.piece.hit.passage.id, one.span.start, one.span.end) for one in reversed(ranked))
    ranked = list(dict(zip(places, reversed(ranked), strict=True)).values())[::-1]
    told_of = [_told(events, choice) for choice in ranked]
    nearest = max((time for one, time in zip(ranked, told_of, strict=False) if _is_about(one)), default=0.0)
    if nearest <= 0:
        return list(ranked)
    lost = (0.0 if time >= nearest else OTHER if time else UNDATED for time in told_of)
    return sorted((replace(one, time=by) for one, by in zip(ranked, lost, strict=True)), key=lambda one: -one.score)


def evidence_of_time(evidence: Sequence[Evidence], events: Sequence[Interval]) -> list[Evidence]:
    """The evidence that names a day of the time asked for or came out then, else that came out right after it; of
    another year or week, where the question names none, only where there is nothing of the latest."""
    for least in (1.0, ELSEWHEN):
        for later in range(LATER + 1):
            if found := [piece for piece in evidence if _held(piece, events, later) >= least]:
                return found
    return []


def other_time_notices(best: AnswerCandidate, events: Sequence[Interval]) -> tuple[Notice, ...]:
    """What a reader should know where the answer tells of another time than was asked for."""
    if not events or _told(events, best) != NOT_THEN:
        return ()
    published = best.piece.article.published
    of = f", in an article of {date_in_words(published)}" if published else ""
    return (Notice("other_time", f"{ANOTHER}{of}."),)


def _held(piece: Evidence, events: Sequence[Interval], later: int) -> float:
    published = piece.article.published.date() if piece.article.published else None
    out = max((event.holds(published, later) for event in events), default=0.0) if published else 0.0
    return max(out, dates_held(events, piece.hit.passage.text, published))


def _told(events: Sequence[Interval], choice: AnswerCandidate) -> float:
    low, high = choice.sentence
    start = choice.piece.start
    return tells_of_time(events, choice.piece.article, start + low, start + high)


def _is_about(choice: AnswerCandidate) -> bool:
    """Whether a choice is of the kind asked for, beside half of the question's words."""
    return choice.features[_ABOUT] >= HALF and not choice.features[_MISSED]
