"""The first questions that the page suggests: made from the newest articles, kept where the store answers them."""

import logging
import threading
from collections.abc import Sequence
from concurrent.futures import Future

from index.catalogue.view import Counts
from index.filters import Filter
from ui.app.engine import Engine
from ui.page.opening.suggest import Candidate, candidates

SHOWN = 4
TRIED = 12
"""Questions asked of the store at most: each costs as much as a visitor's."""
NEWEST = 24
"""Articles they are made from."""
ALIKE = 2
"""Questions shown at most that begin with the same two words."""

_LOG = logging.getLogger("citewell")


class Suggestions:
    """Worked out once for each state of the store, in a thread of its own, when a page first wants them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._made: tuple[Counts, Future[tuple[str, ...]]] | None = None

    def wait(self, seconds: float) -> tuple[str, ...]:
        """At most SHOWN questions that the store answers; none where they are not known in time."""
        try:
            return self._future(self._engine.counts()).result(seconds)
        except TimeoutError:
            return ()

    def _future(self, state: Counts) -> Future[tuple[str, ...]]:
        with self._lock:
            if self._made is None or self._made[0] != state:
                future: Future[tuple[str, ...]] = Future()
                self._made = state, future
                threading.Thread(target=self._make, args=(future,), name="suggestions", daemon=True).start()
            return self._made[1]

    def _make(self, future: Future[tuple[str, ...]]) -> None:
        """A page without suggestions is a page that works: what goes wrong here is only logged."""
        try:
            future.set_result(self._answerable())
        except Exception:  # noqa: BLE001  nobody waits for this thread to tell them
            _LOG.exception("no questions could be suggested")
            future.set_result(())

    def _answerable(self) -> tuple[str, ...]:
        articles = [summary.article for summary in self._engine.articles(Filter(), NEWEST)]
        kept: list[str] = []
        tried = 0
        for candidate in candidates(articles):
            if len(kept) == SHOWN or tried == TRIED:
                break
            if _beginnings(kept).count(_beginning(candidate.question)) < ALIKE:
                tried += 1
                if self._answers(candidate):
                    kept.append(candidate.question)
        return tuple(kept)

    def _answers(self, candidate: Candidate) -> bool:
        """Whether the question is answered, from the sentence that it was made from."""
        answer = self._engine.quoted(candidate.question)
        return answer.status == "answered" and any(
            citation.article.id == candidate.article_id
            and citation.start < candidate.end
            and candidate.start < citation.end
            for citation in answer.citations
        )


def _beginnings(questions: Sequence[str]) -> list[str]:
    return [_beginning(question) for question in questions]


def _beginning(question: str) -> str:
    return " ".join(question.split()[:2])
