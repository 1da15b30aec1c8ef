"""Remove reprints from hits: of passages that say the same, one stays, the original's if possible. Pure."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from index.article import Passage
from index.dedup.reprints import UNKNOWN, Key, Origin
from index.dedup.signatures import shingles
from index.search.search import Hit

SAME = 0.8
"""Share of a passage's shingles in others from which it repeats them."""


def deduplicate(
    hits: Sequence[Hit],
    origins: Mapping[Key, Origin],
    original: Callable[[str], Sequence[Passage]],
    asked_for: Collection[str] = (),
) -> list[Hit]:
    """Remove hits whose words a better hit of the same cluster has.

    A reprint's passage is replaced by the original's, with the score of the hit.

    Args:
        hits: Search hits, best first.
        origins: Cluster and original of each article version.
        original: Returns the passages of an article, none if it must not be shown.
        asked_for: Ids of articles that the question asks for; their passages are not replaced.
    """
    kept: list[Hit] = []
    covered: dict[int, set[int]] = defaultdict(set)
    for hit in hits:
        passage = hit.passage
        origin = origins.get((passage.article_id, passage.version), UNKNOWN)
        words = _shingles(passage)
        if any(passage.id == other.passage.id for other in kept):
            continue
        if origin.cluster and words and len(words & covered[origin.cluster]) >= SAME * len(words):
            continue
        shown = [hit]
        if origin.original not in ("", passage.article_id) and passage.article_id not in asked_for:
            shown = [replace(hit, passage=copy) for copy in _standing_for(words, original(origin.original))] or [hit]
        for shown_hit in shown:
            covered[origin.cluster] |= _shingles(shown_hit.passage)
            if all(shown_hit.passage.id != other.passage.id for other in kept):
                kept.append(shown_hit)
    return kept


def _standing_for(words: set[int], passages: Sequence[Passage]) -> list[Passage]:
    """Return the fewest of `passages` that together have nearly all of these shingles; none if they do not."""
    missing, chosen = set(words), list[Passage]()
    while words and len(missing) > (1 - SAME) * len(words):
        best = max(passages, key=lambda passage: len(missing & _shingles(passage)), default=None)
        if best is None or not missing & _shingles(best):
            return []
        missing -= _shingles(best)
        chosen.append(best)
    return chosen


def _shingles(passage: Passage) -> set[int]:
    return set(shingles(passage.text).tolist())
