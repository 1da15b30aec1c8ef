"""Reprints among hits: of passages of one cluster that say the same, one stays, the original's if it can be. Pure."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from index.article import Passage
from index.dedup.reprints import UNKNOWN, Key, Origin
from index.dedup.signatures import shingles
from index.search.search import Hit

SAME = 0.8
"""A passage of which so much stands in others says nothing that they do not."""


def deduplicate(
    hits: Sequence[Hit],
    origins: Mapping[Key, Origin],
    original: Callable[[str], Sequence[Passage]],
    asked_for: Collection[str] = (),
) -> list[Hit]:
    """`hits` (best first) without those whose words a better one of the same cluster has already.

    What another article than the original says in the original's words is shown as the original's, with the score of
    the hit. `original` gives an article's passages, none where it is not to be shown; the articles `asked_for` speak
    for themselves.
    """
    kept: list[Hit] = []
    told: dict[int, set[int]] = defaultdict(set)
    for hit in hits:
        passage = hit.passage
        origin = origins.get((passage.article_id, passage.version), UNKNOWN)
        words = _shingles(passage)
        if any(passage.id == one.passage.id for one in kept):
            continue
        if origin.cluster and words and len(words & told[origin.cluster]) >= SAME * len(words):
            continue
        shown = [hit]
        if origin.original not in ("", passage.article_id) and passage.article_id not in asked_for:
            shown = [replace(hit, passage=one) for one in _standing_for(words, original(origin.original))] or [hit]
        for one in shown:
            told[origin.cluster] |= _shingles(one.passage)
            if all(one.passage.id != other.passage.id for other in kept):
                kept.append(one)
    return kept


def _standing_for(words: set[int], passages: Sequence[Passage]) -> list[Passage]:
    """The fewest of `passages` that have nearly all of these words; none where they do not."""
    missing, found = set(words), list[Passage]()
    while words and len(missing) > (1 - SAME) * len(words):
        best = max(passages, key=lambda one: len(missing & _shingles(one)), default=None)
        if best is None or not missing & _shingles(best):
            return []
        missing -= _shingles(best)
        found.append(best)
    return found


def _shingles(passage: Passage) -> set[int]:
    return set(shingles(passage.text).tolist())
