"""Reports for tests: what short articles tell of a figure."""

from rag.conflicts.extraction import Report, figures_told
from rag.conflicts.quantity_query import Asked
from rag.conflicts.relations import Related, related
from rag.schema.evidence import Evidence
from tests.rag.answering.pieces import piece

Short = tuple[str, str, str]
"""An article: its outlet, when it was published, and its text."""


def pieces(articles: list[Short]) -> list[Evidence]:
    return [piece(text, f"a{n}", published, source=source) for n, (source, published, text) in enumerate(articles)]


def told(question: str, articles: list[Short]) -> list[Report]:
    found = pieces(articles)
    return figures_told(Asked.of(question, found), found)


def relations(question: str, articles: list[Short]) -> list[Related]:
    found = pieces(articles)
    asked = Asked.of(question, found)
    return related(asked, figures_told(asked, found))
