"""What an answer was made from, taken down while it stands."""

import json

from index.article import Passage
from index.catalogue.view import View, passage_number
from rag.schema.answer import Answer
from rag.schema.citation import Citation
from rag.storage.saved_answer import Group, SavedPassage


def evidence_of(answer: Answer, view: View) -> tuple[SavedPassage, ...] | None:
    """The passages that an answer cites, whole; None where an article of them has been removed meanwhile."""
    listed: list[tuple[Group, Citation]] = [
        *(("citations", one) for one in answer.citations),
        *(("related", one) for one in answer.related),
    ]
    newest = _newest(view, {citation.article.id for _, citation in listed})
    if any(citation.article.id not in newest for _, citation in listed):
        return None
    passages = view.passages({passage_number(citation.passage_id) for _, citation in listed})
    return tuple(
        _piece(group, citation, newest[citation.article.id], passages.get(passage_number(citation.passage_id)))
        for group, citation in listed
    )


def _newest(view: View, article_ids: set[str]) -> dict[str, int]:
    rows = view.rows(
        "SELECT article_id, max(version) AS newest FROM versions WHERE state = 'live'"
        " AND article_id IN (SELECT value FROM json_each(?)) GROUP BY article_id",
        (json.dumps(sorted(article_ids)),),
    )
    return {row["article_id"]: row["newest"] for row in rows}


def _piece(group: Group, citation: Citation, newest: int, passage: Passage | None) -> SavedPassage:
    """The passage of a citation; where it has been cut anew since, the quote alone."""
    start, end = (passage.start, passage.end) if passage else (citation.start, citation.end)
    article = citation.article
    return SavedPassage(
        group,
        citation.n,
        article.id,
        article.version,
        newest,
        citation.passage_id,
        start,
        end,
        article.text[start:end],
    )
