"""An article as a visitor may open it: whole, or one passage of it at a time."""

from index.article import Article, Passage
from index.catalogue.view import passage_number
from index.errors import ForbiddenError, NotFoundError
from ui.app.engine import Engine
from ui.serialization.serializers import Json, article_json

ONLY_PASSAGES = "only passages of articles may be read here, as answers cite them; name one with `passage`"


def opened(engine: Engine, article_id: str, version: int | None, passage_id: str, *, whole: bool) -> Json:
    """The article, in the version that stands now or another, with where the passage stands in it; for whoever may
    not read it `whole`, that passage alone.

    Raises:
        NotFoundError: there is no such article, version or passage.
        ForbiddenError: no passage is named, and the article may not be read whole.
    """
    if not passage_id:
        if not whole:
            raise ForbiddenError(ONLY_PASSAGES)
        return article_json(engine.article(article_id, version))
    article, passage = _found(engine, article_id, version, passage_id)
    found = {**article_json(article), "passage": {"id": passage.id, "start": passage.start, "end": passage.end}}
    if whole:
        return found
    return {**found, "text": passage.text, "start": passage.start, "end": passage.end, "partial": True}


def _found(engine: Engine, article_id: str, version: int | None, passage_id: str) -> tuple[Article, Passage]:
    """A passage is of one version, whose article it is."""
    number = passage_number(passage_id)
    with engine.store.view() as view:
        passage = view.passages([number]).get(number)
        if passage is None or passage.article_id != article_id or version not in (None, passage.version):
            raise NotFoundError(f"there is no passage {passage_id!r} in this version of {article_id!r}")
        return view.article(article_id, passage.version), passage
