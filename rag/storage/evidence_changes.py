"""Changes of the articles that an answer cites, since it was given."""

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
    """What happened to the article of one citation, and since when (None where nobody knows).

    `quote_stands` is whether the words that were quoted stand in the present version, `version`.
    """

    group: Group
    n: int
    article_id: str
    change: Literal["changed", "removed", "purged"]
    since: datetime | None
    quote_stands: bool = False
    version: int | None = None


def evidence_changes(saved: SavedAnswer, view: View) -> Iterator[EvidenceChange]:
    """Return the changes by citation, without unchanged ones."""
    quotes = {(group, one["n"]): one["quote"] for group in ("citations", "related") for one in saved.given[group]}
    for piece in saved.evidence:
        if change := _change(piece, quotes[piece.group, piece.n], view):
            yield change


def _change(piece: SavedPassage, quote: str, view: View) -> EvidenceChange | None:
    if piece.purged:
        return EvidenceChange(piece.group, piece.n, piece.article_id, "purged", piece.purged)
    versions = history(view, piece.article_id)
    if not versions:
        known = view.rows("SELECT 1 FROM versions WHERE article_id = ? LIMIT 1", (piece.article_id,))
        gone: Literal["removed", "purged"] = "removed" if known else "purged"
        return EvidenceChange(piece.group, piece.n, piece.article_id, gone, _removed(piece.article_id, view))
    later = [one for one in versions if one.version > piece.newest]
    if not later:
        return None
    stands = _folded(quote) in _folded(view.article(piece.article_id).text)
    return EvidenceChange(piece.group, piece.n, piece.article_id, "changed", later[0].since, stands, later[-1].version)


def _removed(article_id: str, view: View) -> datetime | None:
    rows = view.rows("SELECT removed_at FROM tombstones WHERE article_id = ?", (article_id,))
    return from_micros(rows[0]["removed_at"]) if rows else None


def _folded(text: str) -> str:
    return " ".join(text.split())
