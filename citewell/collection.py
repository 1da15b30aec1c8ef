"""A collection of articles to ask, search and add to, in this process or on a server."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypedDict, Unpack

from citewell.results import Answer, Article, ArticleHead, CheckedText, Hit, IngestReport, RemoveReport
from index.errors import UsageError
from index.readers.fetch import FetchConfig
from ui.app.service import Service
from ui.app.sources import ingest_records, ingest_sources
from ui.serialization.requests import AskBody, CheckBody, SearchBody, read_body

Day = str | date
"""A day or a moment: "2022-11-15", a `date` or a `datetime`. A day without a time counts whole."""


class Conditions(TypedDict, total=False):
    """What may be answered from."""

    as_of: Day | None
    """Only what stood at this moment."""
    today: Day | None
    """The day from which "yesterday" and "last week" count."""
    since: Day | None
    """Published on this day or later."""
    until: Day | None
    """Published on this day or earlier."""
    sources: Sequence[str]
    """Names of publishers."""
    languages: Sequence[str]
    """Language codes, such as "en"."""
    article_ids: Sequence[str]
    """Ids of articles."""


class Collection:
    """A collection of articles. `citewell.open` makes one; use it in a `with` block, or close it.

    Safe to use from many threads at once.
    """

    def __init__(self, service: Service, web: FetchConfig) -> None:
        """Wrap a service; `web` is how addresses are fetched."""
        self._opened: Service | None = service
        self._web = web

    def ask(self, question: str, *, history: Iterable[Answer] = (), **conditions: Unpack[Conditions]) -> Answer:
        """Answer a question from the articles.

        Args:
            question: What you want to know.
            history: Earlier answers of the same conversation, oldest first, for questions such as "and who paid?".
            conditions: What may be answered from.

        Raises:
            UsageError: The question is empty or too long, or a condition has a wrong value.
        """
        turns = [turn for answer in history for turn in _turns(answer)]
        body = read_body(AskBody, {"question": question, "history": turns, **_given(conditions)})
        return Answer.model_validate(self._service.ask(body))

    def search(
        self, query: str, *, k: int = 10, rerank: bool = False, **conditions: Unpack[Conditions]
    ) -> tuple[Hit, ...]:
        """Find passages by words and by meaning.

        Args:
            query: Words or a question.
            k: Number of passages, 1 to 1,000.
            rerank: Whether the reading model orders the first of them.
            conditions: What may be found.

        Returns:
            Passages, best first.

        Raises:
            UsageError: The query is empty or too long, or an argument has a wrong value.
        """
        body = read_body(SearchBody, {"query": query, "k": k, "rerank": rerank, **_given(conditions)})
        return tuple(Hit.model_validate(hit) for hit in self._service.search(body)["hits"])

    def check(self, text: str, *, source_text: str | None = None, **conditions: Unpack[Conditions]) -> CheckedText:
        """Check each sentence of a text against the articles.

        Args:
            text: The text to check.
            source_text: Check against this text alone, not against the articles.
            conditions: What may be checked against.

        Raises:
            UsageError: The text is empty or too long, or a condition has a wrong value.
        """
        body = read_body(CheckBody, {"text": text, "source_text": source_text, **_given(conditions)})
        return CheckedText.model_validate(self._service.check(body))

    def ingest(
        self, *sources: str | Path, fields: Mapping[str, str] | None = None, prune: bool = False
    ) -> IngestReport:
        """Add the articles of files, folders, globs and web addresses. This process reads them, also for a server.

        Args:
            sources: Paths, globs such as "news/*.html", or addresses of articles.
            fields: Names of fields in the sources, and which of ours each stands for: `{"Story": "text"}`.
            prune: Whether articles go whose files have vanished from the folders given.

        Returns:
            Counts, and what could not be read. The rest is added all the same.

        Raises:
            ForbiddenError: The server lets administrators alone add articles.
        """
        named = [str(source) for source in sources]
        tally = ingest_sources(self._service, named, fields or {}, self._web, prune=prune)
        return IngestReport.model_validate(tally.report())

    def add(self, articles: Iterable[Mapping[str, object]]) -> IngestReport:
        """Add articles that the program holds.

        Args:
            articles: `text`, and as far as known `id`, `title`, `source`, `url`, `authors`, `published`, `updated`
                and `language`. An article with a known `id` or `url` becomes its next version.

        Returns:
            Counts, and which could not be read. The rest is added all the same.

        Raises:
            ForbiddenError: The server lets administrators alone add articles.
        """
        return IngestReport.model_validate(ingest_records(self._service, articles).report())

    def articles(self, *, limit: int = -1, offset: int = 0) -> tuple[ArticleHead, ...]:
        """Return the articles without their texts, newest first; -1 is all.

        Raises:
            ForbiddenError: The server lists them for administrators alone.
        """
        return tuple(ArticleHead.model_validate(one) for one in self._service.articles(limit, offset)["articles"])

    def article(self, article_id: str, *, version: int | None = None) -> Article:
        """Return one article with its text, in its present version or an earlier one.

        Raises:
            ForbiddenError: The server lets readers open single passages alone.
            NotFoundError: There is no such article or version.
        """
        return Article.model_validate(self._service.article(article_id, version))

    def remove(self, *article_ids: str, purge: bool = False) -> RemoveReport:
        """Remove articles in every version; with `purge`, erase every word of them from disk.

        Raises:
            ForbiddenError: The server lets administrators alone remove articles.
        """
        return RemoveReport.model_validate(self._service.remove(article_ids, purge=purge))

    def close(self) -> None:
        """Close the store, or the connection to its server. Closing twice does nothing."""
        service, self._opened = self._opened, None
        if service:
            service.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def _service(self) -> Service:
        if self._opened is None:
            raise UsageError("this collection is closed; open it again with citewell.open")
        return self._opened


def _turns(answer: Answer) -> tuple[dict[str, str], dict[str, str]]:
    return {"role": "user", "text": answer.question}, {"role": "assistant", "text": str(answer)}


def _given(conditions: Conditions) -> dict[str, Any]:
    """Return the conditions that were given, days as text: a `date` must count to its end where it is a last day."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in conditions.items()
        if value is not None
    }
