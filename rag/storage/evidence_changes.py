"""Find changes of the articles that a saved answer cites."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from index.catalogue.history import history
from index.catalogue.view import View
from index.text.dates import from_micros
from rag.storage.saved_answer import Group, SavedAnswer, SavedPassage


@dataclass(frozen=True, slots=True)
class EvidenceChange:
    """A change of the article of one citation.

    Attributes:
        group: The list of the citation.
        n: The number of the citation.
        article_id: The article.
        change: What happened to it.
        since: When it happened, None if unknown.
        quote_stands: Whether the present version still has the quoted words.
        version: The present version, None if there is none.
    """

    group: Group
    n: int
    article_id: str
    change: Literal["changed", "removed", "purged"]
    since: datetime | None
    quote_stands: bool = False
    version: int | None = None


def evidence_changes(saved: SavedAnswer, view: View) -> Iterator[EvidenceChange]:
    """Yield the changes in the order of the citations; unchanged articles yield nothing."""
    quotes = {
        (group, citation["n"]): citation["quote"]
        for group in ("citations", "related")
        for citation in saved.given[group]
    }
    for passage in saved.evidence:
        if change := _change(passage, quotes[passage.group, passage.n], view):
            yield change


def _change(passage: SavedPassage, quote: str, view: View) -> EvidenceChange | None:
    if passage.purged:
        return EvidenceChange(passage.group, passage.n, passage.article_id, "purged", passage.purged)
    versions = history(view, passage.article_id)
    if not versions:
        known = view.rows("SELECT 1 FROM versions WHERE article_id = ? LIMIT 1", (passage.article_id,))
        gone: Literal["removed", "purged"] = "removed" if known else "purged"
        return EvidenceChange(passage.group, passage.n, passage.article_id, gone, _removed(passage.article_id, view))
    later = [version for version in versions if version.version > passage.newest]
    if not later:
        return None
    stands = _folded(quote) in _folded(view.article(passage.article_id).text)
    return EvidenceChange(
        passage.group, passage.n, passage.article_id, "changed", later[0].since, stands, later[-1].version
    )


def _removed(article_id: str, view: View) -> datetime | None:
    rows = view.rows("SELECT removed_at FROM tombstones WHERE article_id = ?", (article_id,))
    return from_micros(rows[0]["removed_at"]) if rows else None


def _folded(text: str) -> str:
    return " ".join(text.split())
