"""The collection as the visitor behind a request may use it."""

from starlette.types import Scope

from ui.app.service import LocalService
from ui.auth.visitor import reads_articles, visitor_of
from ui.serialization.requests import AskBody, CheckBody, SearchBody
from ui.serialization.serializers import Json


class Visited:
    """Answers are kept as the visitor's own, and articles opened as far as they may read them."""

    def __init__(self, service: LocalService, scope: Scope) -> None:
        self._service, self._scope = service, scope

    def ask(self, body: AskBody) -> Json:
        """An Answer."""
        return self._service.ask(body, visitor_of(self._scope).id)

    def search(self, body: SearchBody) -> Json:
        """The hits of a search."""
        return self._service.search(body)

    def article(self, article_id: str, version: int | None = None, passage: str = "") -> Json:
        """One article, or, for whoever may read no more, one passage of it."""
        return self._service.article(article_id, version, passage, whole=reads_articles(self._scope))

    def check(self, body: CheckBody) -> Json:
        """A text checked sentence by sentence."""
        return self._service.check(body)
