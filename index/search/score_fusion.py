"""Score fusion: merges ranked lists by the sum of their z-scores. Pure."""

from collections.abc import Mapping, Sequence
from statistics import fmean, pstdev

Scores = Mapping[int, float]
"""Passage number -> score, higher is better."""
Ranked = list[tuple[int, float]]
"""(passage, score), best first."""


def fuse(lexical: Scores, dense: Scores) -> Ranked:
    """Fuse a lexical and a dense list into one of every passage in either, best first.

    Each list is scaled to mean 0 and standard deviation 1, and the two are added. A passage missing from one list gets
    that list's lowest score, the upper bound of what it would have there. On news, this beats reciprocal-rank fusion
    (docs/figures.md).
    """
    left, right = _standardise(lexical), _standardise(dense)
    left_floor, right_floor = min(left.values(), default=0.0), min(right.values(), default=0.0)
    total = {
        passage: left.get(passage, left_floor) + right.get(passage, right_floor) for passage in left.keys() | right
    }
    return sorted(total.items(), key=lambda item: (-item[1], item[0]))


def join(whole: Ranked, parts: Sequence[Ranked]) -> Ranked:
    """Add to each passage's score for the whole question its best score for one of the question's parts."""
    if not parts:
        return whole
    rankings = [dict(ranked) for ranked in (whole, *parts)]
    floors = [min(scores.values(), default=0.0) for scores in rankings]
    total = {}
    for passage in {passage for scores in rankings for passage in scores}:
        first, *rest = (scores.get(passage, floor) for scores, floor in zip(rankings, floors, strict=True))
        total[passage] = first + max(rest)
    return sorted(total.items(), key=lambda item: (-item[1], item[0]))


def weighted(first: Ranked, others: Sequence[tuple[Ranked, float]]) -> Ranked:
    """Return the weighted mean of rankings: `first` has weight 1, and scores keep their scale.

    A passage missing from a ranking gets that ranking's lowest score.
    """
    if not others:
        return first
    rankings = [(dict(ranked), weight) for ranked, weight in ((first, 1.0), *others)]
    floors = [min(scores.values(), default=0.0) for scores, _ in rankings]
    weights = sum(weight for _, weight in rankings)
    total = {
        passage: sum(
            weight * scores.get(passage, floor) for (scores, weight), floor in zip(rankings, floors, strict=True)
        )
        / weights
        for passage in {passage for scores, _ in rankings for passage in scores}
    }
    return sorted(total.items(), key=lambda item: (-item[1], item[0]))


def _standardise(scores: Scores) -> dict[int, float]:
    if not scores:
        return {}
    mean, deviation = fmean(scores.values()), pstdev(scores.values())
    return {passage: (score - mean) / deviation if deviation else 0.0 for passage, score in scores.items()}
