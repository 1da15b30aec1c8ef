"""Copy the evidence of an answer while its articles exist."""

import json

from index.article import Passage
from index.catalogue.view import View, passage_number
from rag.schema.answer import Answer
from rag.schema.citation import Citation
from rag.storage.saved_answer import Group, SavedPassage


def evidence_of(answer: Answer, view: View) -> tuple[SavedPassage, ...] | None:
    """Return the whole passages that an answer cites; None if one of their articles was removed meanwhile."""
    listed: list[tuple[Group, Citation]] = [
        *(("citations", citation) for citation in answer.citations),
        *(("related", citation) for citation in answer.related),
    ]
    newest = _newest(view, {citation.article.id for _, citation in listed})
    if any(citation.article.id not in newest for _, citation in listed):
        return None
    passages = view.passages({passage_number(citation.passage_id) for _, citation in listed})
    return tuple(
        _saved_passage(group, citation, newest[citation.article.id], passages.get(passage_number(citation.passage_id)))
        for group, citation in listed
    )


def _newest(view: View, article_ids: set[str]) -> dict[str, int]:
    rows = view.rows(
        "SELECT article_id, max(version) AS newest FROM versions WHERE state = 'live'"
        " AND article_id IN (SELECT value FROM json_each(?)) GROUP BY article_id",
        (json.dumps(sorted(article_ids)),),
    )
    return {row["article_id"]: row["newest"] for row in rows}


def _saved_passage(group: Group, citation: Citation, newest: int, passage: Passage | None) -> SavedPassage:
    """Return the passage of a citation; the quote alone if the article was chunked again."""
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
