"""Hybrid search: the best passages by words and by meaning, made one list, of what stands for the one who asks."""

from collections.abc import Callable
from dataclasses import dataclass

from index.article import Passage
from index.embed import Embedder, Vector
from index.errors import VectorIndexError
from index.filters import Filter
from index.fuse import fuse
from index.lexical import LexicalIndex
from index.vectors import VectorIndex, exact_nearest
from index.view import View

LIST_LENGTH = 100
"""How many passages each of the two lists gives to the fusion."""
EXACT_LIMIT = 2_000
"""A filter that leaves at most this many passages is met by looking at each of their vectors."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. `score` orders hits; `lexical` is BM25 and `dense` a cosine, where that list held the passage.

    `reader` is the reading model's score, once it has read the passage.
    """

    passage: Passage
    score: float
    lexical: float | None = None
    dense: float | None = None
    reader: float | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """Search over one store's two indexes.

    `vectors_to_ask` opens Chroma when it is first needed, and gives None while it is damaged: words alone then decide.
    `distrust` is told where it fails.
    """

    embedder: Embedder
    lexical_index: LexicalIndex
    vectors_to_ask: Callable[[], VectorIndex | None]
    exact_limit: int
    distrust: Callable[[VectorIndexError, VectorIndex], None]

    def hits(self, view: View, query: str, filter: Filter, limit: int) -> list[Hit]:
        """At most `limit` hits, best first: only passages that meet `filter` and stand in `view`."""
        vector = self.embedder.question(query)
        if view.count_passing(filter) <= self.exact_limit:
            allowed, vectors = view.passing_vectors(filter, self.embedder.name)
            lexical = self.lexical_index.best(query, LIST_LENGTH, allowed)
            dense = exact_nearest(vector, allowed, vectors, LIST_LENGTH)
        else:
            lexical = _standing(view, filter, lambda most: self.lexical_index.best(query, most))
            dense = self._nearest(view, filter, vector)
        ranked = fuse(lexical, dense)[:limit]
        passages = view.passages(number for number, _ in ranked)
        return [Hit(passages[number], score, lexical.get(number), dense.get(number)) for number, score in ranked]

    def _nearest(self, view: View, filter: Filter, vector: Vector) -> dict[int, float]:
        index = self.vectors_to_ask()
        if index is None:
            return {}
        try:
            return _standing(view, filter, lambda most: index.nearest(vector, most))
        except VectorIndexError as error:
            self.distrust(error, index)
            return {}


def _standing(view: View, filter: Filter, ask: Callable[[int], dict[int, float]]) -> dict[int, float]:
    """The first LIST_LENGTH of a list that meet the filter, asking for ever more until there are as many or no more."""
    most = LIST_LENGTH
    while True:
        found = ask(most)
        passing = view.passing(filter, found)
        if len(passing) >= LIST_LENGTH or len(found) < most:
            kept = [number for number in found if number in passing][:LIST_LENGTH]
            return {number: found[number] for number in kept}
        most *= 4
