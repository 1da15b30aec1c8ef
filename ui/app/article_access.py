"""Open an article as the visitor may read it: whole, or one passage at a time."""

from index.article import Article, Passage
from index.catalogue.view import passage_number
from index.errors import ForbiddenError, NotFoundError
from ui.app.engine import Engine
from ui.serialization.serializers import Json, article_json

ONLY_PASSAGES = "only passages of articles may be read here; name one that an answer cites with `passage`"


def opened(engine: Engine, article_id: str, version: int | None, passage_id: str, *, whole: bool) -> Json:
    """Return an article as JSON.

    Args:
        engine: The open store.
        article_id: Id of the article.
        version: Version to read; None for the current one.
        passage_id: Passage whose position to add; "" for none.
        whole: Whether the visitor may read the whole text, or only the passage.

    Raises:
        NotFoundError: There is no such article, version or passage.
        ForbiddenError: The visitor may not read the whole article, and names no passage.
    """
    if not passage_id:
        if not whole:
            raise ForbiddenError(ONLY_PASSAGES)
        return article_json(engine.article(article_id, version))
    article, passage = _passage(engine, article_id, version, passage_id)
    whole_json = {**article_json(article), "passage": {"id": passage.id, "start": passage.start, "end": passage.end}}
    if whole:
        return whole_json
    return {**whole_json, "text": passage.text, "start": passage.start, "end": passage.end, "partial": True}


def _passage(engine: Engine, article_id: str, version: int | None, passage_id: str) -> tuple[Article, Passage]:
    """Return a passage, and its article in the version that the passage belongs to."""
    number = passage_number(passage_id)
    with engine.store.view() as view:
        passage = view.passages([number]).get(number)
        if passage is None or passage.article_id != article_id or version not in (None, passage.version):
            raise NotFoundError(f"there is no passage {passage_id!r} in this version of {article_id!r}")
        return view.article(article_id, passage.version), passage
