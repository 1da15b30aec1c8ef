"""The collection with the rights of the visitor behind a request."""

from starlette.types import Scope

from ui.app.service import LocalService
from ui.auth.visitor import reads_articles, visitor_of
from ui.serialization.requests import AskBody, CheckBody, SearchBody
from ui.serialization.serializers import Json


class Visited:
    """Save answers as the visitor's own, and open articles only as the visitor may read them."""

    def __init__(self, service: LocalService, scope: Scope) -> None:
        self._service, self._scope = service, scope

    def ask(self, body: AskBody) -> Json:
        """Answer a question."""
        return self._service.ask(body, visitor_of(self._scope).id)

    def search(self, body: SearchBody) -> Json:
        """Search, and return the hits."""
        return self._service.search(body)

    def article(self, article_id: str, version: int | None = None, passage: str = "") -> Json:
        """Return an article, or only a passage of it if the visitor may read no more."""
        return self._service.article(article_id, version, passage, whole=reads_articles(self._scope))

    def check(self, body: CheckBody) -> Json:
        """Check a text sentence by sentence."""
        return self._service.check(body)
