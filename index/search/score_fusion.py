"""Two ranked lists made one: z-scores, summed. Pure."""

from collections.abc import Mapping, Sequence
from statistics import fmean, pstdev

Scores = Mapping[int, float]
"""Passage number -> score, higher is better."""
Ranked = list[tuple[int, float]]
"""(passage, score), best first."""


def fuse(lexical: Scores, dense: Scores) -> Ranked:
    """(passage, score) of every passage in either list, best first.

    Each list is brought to mean 0 and deviation 1, and the two are added. A passage that one list lacks gets that
    list's lowest score: it is at most that good there. On news, this beats reciprocal-rank fusion (docs/figures.md).
    """
    left, right = _standardise(lexical), _standardise(dense)
    left_floor, right_floor = min(left.values(), default=0.0), min(right.values(), default=0.0)
    total = {
        passage: left.get(passage, left_floor) + right.get(passage, right_floor) for passage in left.keys() | right
    }
    return sorted(total.items(), key=lambda item: (-item[1], item[0]))


def join(whole: Ranked, parts: Sequence[Ranked]) -> Ranked:
    """A question with its parts: a passage counts for the whole, and for the part that it meets best."""
    if not parts:
        return whole
    every = [dict(ranked) for ranked in (whole, *parts)]
    floors = [min(scores.values(), default=0.0) for scores in every]
    total = {}
    for passage in {passage for scores in every for passage in scores}:
        first, *rest = (scores.get(passage, floor) for scores, floor in zip(every, floors, strict=True))
        total[passage] = first + max(rest)
    return sorted(total.items(), key=lambda item: (-item[1], item[0]))


def weighted(first: Ranked, others: Sequence[tuple[Ranked, float]]) -> Ranked:
    """A ranking with others that count by their weight: the weighted mean of the scores, so that they keep their scale.

    A passage that a ranking lacks gets its lowest score.
    """
    if not others:
        return first
    every = [(dict(ranked), weight) for ranked, weight in ((first, 1.0), *others)]
    floors = [min(scores.values(), default=0.0) for scores, _ in every]
    whole = sum(weight for _, weight in every)
    total = {
        passage: sum(weight * scores.get(passage, floor) for (scores, weight), floor in zip(every, floors, strict=True))
        / whole
        for passage in {passage for scores, _ in every for passage in scores}
    }
    return sorted(total.items(), key=lambda item: (-item[1], item[0]))


def _standardise(scores: Scores) -> dict[int, float]:
    if not scores:
        return {}
    mean, deviation = fmean(scores.values()), pstdev(scores.values())
    return {passage: (score - mean) / deviation if deviation else 0.0 for passage, score in scores.items()}
