"""Hybrid search: fuses lexical and dense results into one list of passages that meet a filter."""

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
"""Passages that each of the two lists contributes to the fusion."""
EXACT_LIMIT = 2_000
"""Up to this many passages that meet the filter, search compares every vector instead of asking Chroma."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A search result.

    Attributes:
        passage: The passage.
        score: Fused score; higher is better.
        lexical: BM25 score, or None if the lexical list lacks the passage.
        dense: Cosine similarity (-1 to 1), or None if the dense list lacks the passage.
        reader: Score of the reading model, or None if it has not read the passage.
        names: The known names that the search used.
    """

    passage: Passage
    score: float
    lexical: float | None = None
    dense: float | None = None
    reader: float | None = None
    names: Names = field(default_factory=our_names, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class ContextQuery:
    """Text to search for besides the question, with its weight relative to the question's 1."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Search:
    """Search over the two indexes of a store. It finds known names in all their spellings.

    Attributes:
        embedder: Embedder that filled the vector index.
        lexical_index: The lexical index.
        vectors_to_ask: Returns the vector index, opened on first use; None while it is damaged.
        exact_limit: See EXACT_LIMIT.
        distrust: Called when the vector index fails. Search then uses the lexical list alone.
        names: Known names.
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
        """Search for a question.

        Args:
            view: Catalogue snapshot; only its passages are returned.
            query: Stand-alone question.
            filter: Conditions that each passage must meet.
            limit: Maximum number of hits.
            parts: Questions that the query consists of; each is searched for too.
            context: Texts of the conversation, with weights.

        Returns:
            Hits, best first.
        """
        lexical_search, dense_search = self._searchers(view, filter)
        texts = (query, *parts, *(part.text for part in context))
        lists = [(lexical_search(text), self._dense(text, dense_search)) for text in texts]
        whole, *rest = (fuse(*pair) for pair in lists)
        question = join(whole, rest[: len(parts)])
        weighted_context = zip(rest[len(parts) :], (part.weight for part in context), strict=True)
        ranked = weighted(question, tuple(weighted_context))[:limit]
        lexical, dense = (
            {number: score for scores in reversed(column) for number, score in scores.items()}
            for column in zip(*lists, strict=True)
        )
        passages = view.passages(number for number, _ in ranked)
        return [
            Hit(passages[number], score, lexical.get(number), dense.get(number), names=self.names)
            for number, score in ranked
        ]

    def _searchers(self, view: View, filter: Filter) -> tuple[Callable[[str], Scores], Callable[[Vector], Scores]]:
        """Return functions for the lexical and the dense list: exact over few passages, else over both indexes."""
        if view.count_passing(filter) <= self.exact_limit:
            allowed, vectors = view.passing_vectors(filter, self.embedder.name)
            return (
                lambda text: self.lexical_index.best(text, LIST_LENGTH, allowed, self.names.spellings(text)),
                lambda vector: exact_nearest(vector, allowed, vectors, LIST_LENGTH),
            )
        return (
            lambda text: _first_passing(
                view, filter, lambda most: self.lexical_index.best(text, most, names=self.names.spellings(text))
            ),
            lambda vector: self._nearest(view, filter, vector),
        )

    def _dense(self, text: str, nearest: Callable[[Vector], Scores]) -> Scores:
        """Return the dense list of `text`, and of `text` with names respelt: the higher cosine of each passage."""
        scores = nearest(self.embedder.question(text))
        if (respelt := self._respelt(text)) == text:
            return scores
        others = nearest(self.embedder.question(respelt))
        best = ((number, max(scores.get(number, -1.0), others.get(number, -1.0))) for number in scores.keys() | others)
        return dict(sorted(best, key=lambda item: (-item[1], item[0])))

    def _respelt(self, text: str) -> str:
        """Replace each known name with the most frequent of its other spellings in the store, if it has one."""
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
            return _first_passing(view, filter, lambda most: index.nearest(vector, most))
        except VectorIndexError as error:
            self.distrust(error, index)
            return {}


def _first_passing(view: View, filter: Filter, ask: Callable[[int], dict[int, float]]) -> dict[int, float]:
    """Return the first LIST_LENGTH results that meet the filter. Ask for longer lists until there are enough."""
    length = LIST_LENGTH
    while True:
        scores = ask(length)
        passing = view.passing(filter, scores)
        if len(passing) >= LIST_LENGTH or len(scores) < length:
            kept = [number for number in scores if number in passing][:LIST_LENGTH]
            return {number: scores[number] for number in kept}
        length *= 4
