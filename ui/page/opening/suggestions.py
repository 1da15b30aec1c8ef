"""Suggest questions from the newest articles that the store answers."""

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
"""Maximum number of questions tried: each costs as much as a visitor's."""
NEWEST = 24
"""Number of articles that questions come from."""
ALIKE = 2
"""Maximum number of questions that begin with the same two words."""

_LOG = logging.getLogger("citewell")


class Suggestions:
    """Suggested questions, computed once per state of the store in a background thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._latest: tuple[Counts, Future[tuple[str, ...]]] | None = None

    def wait(self, seconds: float) -> tuple[str, ...]:
        """Return at most SHOWN questions that the store answers; none if they take longer than `seconds`."""
        try:
            return self._future(self._engine.counts()).result(seconds)
        except TimeoutError:
            return ()

    def _future(self, state: Counts) -> Future[tuple[str, ...]]:
        with self._lock:
            if self._latest is None or self._latest[0] != state:
                future: Future[tuple[str, ...]] = Future()
                self._latest = state, future
                threading.Thread(target=self._compute, args=(future,), name="suggestions", daemon=True).start()
            return self._latest[1]

    def _compute(self, future: Future[tuple[str, ...]]) -> None:
        """Fulfil `future`; log an error and suggest nothing, since the page works without suggestions."""
        try:
            future.set_result(self._answerable())
        except Exception:  # noqa: BLE001  a background thread has no caller to raise to
            _LOG.exception("no questions could be suggested")
            future.set_result(())

    def _answerable(self) -> tuple[str, ...]:
        articles = [summary.article for summary in self._engine.articles(Filter(), NEWEST)]
        questions: list[str] = []
        tried = 0
        for candidate in candidates(articles):
            if len(questions) == SHOWN or tried == TRIED:
                break
            if _beginnings(questions).count(_beginning(candidate.question)) < ALIKE:
                tried += 1
                if self._answers(candidate):
                    questions.append(candidate.question)
        return tuple(questions)

    def _answers(self, candidate: Candidate) -> bool:
        """Return whether the store answers the question from the sentence it comes from."""
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
