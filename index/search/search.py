"""Hybrid search: the best passages by words and by meaning, made one list, of what stands for the one who asks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from index.aliases.names import Like, Names, our_names
from index.article import Passage
from index.catalogue.view import View
from index.embedding.embedder import Embedder, Vector
from index.errors import VectorIndexError
from index.filters import Filter
from index.search.lexical import LexicalIndex
from index.search.score_fusion import Scores, fuse, join, weighted
from index.search.vectors import VectorIndex, exact_nearest
from index.text.analyzer import stems

LIST_LENGTH = 100
"""How many passages each of the two lists gives to the fusion."""
EXACT_LIMIT = 2_000
"""A filter that leaves at most this many passages is met by looking at each of their vectors."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. `score` orders hits; `lexical` is BM25 and `dense` a cosine, where that list held the passage.

    `reader` is the reading model's score, once it has read the passage. `names` are those by which it was searched for,
    in whatever spelling.
    """

    passage: Passage
    score: float
    lexical: float | None = None
    dense: float | None = None
    reader: float | None = None
    names: Names = field(default_factory=our_names, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class ContextQuery:
    """What is searched for besides a question, and what it counts where the question counts 1."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Search:
    """Search over one store's two indexes.

    `vectors_to_ask` opens Chroma when it is first needed, and gives None while it is damaged: words alone then decide.
    `distrust` is told where it fails. A name in a question is searched for in all its spellings.
    """

    embedder: Embedder
    lexical_index: LexicalIndex
    vectors_to_ask: Callable[[], VectorIndex | None]
    exact_limit: int
    distrust: Callable[[VectorIndexError, VectorIndex], None]
    names: Names = field(default_factory=our_names)

    def hits(
        self,
        view: View,
        query: str,
        filter: Filter,
        limit: int,
        parts: Sequence[str] = (),
        context: Sequence[ContextQuery] = (),
    ) -> list[Hit]:
        """At most `limit` hits, best first: only passages that meet `filter` and stand in `view`.

        `parts` are questions within the query that are searched for too, and `context` is what it was asked in.
        """
        by_words, by_meaning = self._ways(view, filter)
        texts = (query, *parts, *(also.text for also in context))
        lists = [(by_words(text), self._by_meaning(text, by_meaning)) for text in texts]
        whole, *rest = (fuse(*pair) for pair in lists)
        asked = join(whole, rest[: len(parts)])
        around = zip(rest[len(parts) :], (also.weight for also in context), strict=True)
        ranked = weighted(asked, tuple(around))[:limit]
        lexical, dense = (
            {number: score for one in reversed(kind) for number, score in one.items()}
            for kind in zip(*lists, strict=True)
        )
        passages = view.passages(number for number, _ in ranked)
        return [
            Hit(passages[number], score, lexical.get(number), dense.get(number), names=self.names)
            for number, score in ranked
        ]

    def _ways(self, view: View, filter: Filter) -> tuple[Callable[[str], Scores], Callable[[Vector], Scores]]:
        """How the two lists are made: by looking at each of few passages, else by both indexes."""
        if view.count_passing(filter) <= self.exact_limit:
            allowed, vectors = view.passing_vectors(filter, self.embedder.name)
            return (
                lambda text: self.lexical_index.best(text, LIST_LENGTH, allowed, self.names.spellings(text)),
                lambda vector: exact_nearest(vector, allowed, vectors, LIST_LENGTH),
            )
        return (
            lambda text: _standing(
                view, filter, lambda most: self.lexical_index.best(text, most, names=self.names.spellings(text))
            ),
            lambda vector: self._nearest(view, filter, vector),
        )

    def _by_meaning(self, text: str, nearest: Callable[[Vector], Scores]) -> Scores:
        """Cosines of `text` as it is, and with its names as most passages spell them otherwise: the better counts."""
        found = nearest(self.embedder.question(text))
        if (other := self._respelt(text)) == text:
            return found
        again = nearest(self.embedder.question(other))
        both = ((number, max(found.get(number, -1.0), again.get(number, -1.0))) for number in found.keys() | again)
        return dict(sorted(both, key=lambda one: (-one[1], one[0])))

    def _respelt(self, text: str) -> str:
        """`text` with each known name in the commonest of its other spellings, where the store has any."""
        common: list[Like] = []
        for name in self.names.spellings(text):
            counts = {other.text: self.lexical_index.frequency(stems(other.text)) for other in name.others}
            if counts and counts[best := max(counts, key=lambda text: counts[text])]:
                common.append(Like(best))
        return self.names.respelt(text, common, ever=True)

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
