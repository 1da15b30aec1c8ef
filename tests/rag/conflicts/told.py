"""Reports extracted from short articles."""

from rag.conflicts.extraction import Report, extract_reports
from rag.conflicts.quantity_query import QuantityQuery
from rag.conflicts.relations import RelatedValue, relate_values
from rag.schema.evidence import Evidence
from tests.rag.answering.pieces import asking, piece

Short = tuple[str, str, str]
"""An article: its outlet, when it was published, and its text."""


def pieces(articles: list[Short]) -> list[Evidence]:
    return [piece(text, f"a{n}", published, source=source) for n, (source, published, text) in enumerate(articles)]


def told(question: str, articles: list[Short]) -> list[Report]:
    found = pieces(articles)
    return extract_reports(QuantityQuery.of(asking(question), found), found)


def relations(question: str, articles: list[Short]) -> list[RelatedValue]:
    found = pieces(articles)
    asked = QuantityQuery.of(asking(question), found)
    return relate_values(asked, extract_reports(asked, found))
