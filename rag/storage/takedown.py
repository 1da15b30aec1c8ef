"""Takedown: remove the words of purged articles from saved answers, conversations and feedback."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime

from index.store import Purged
from index.text.dates import micros
from rag.retrieval.removed import quoted
from rag.storage.redact import alias, beside, gapped, redacted_stems, shares, without


def take_down(connection: sqlite3.Connection, gone: Purged) -> None:
    """Remove every word of these articles from answers, conversations and feedback."""
    about = _about(connection, gone)
    given = {row["id"]: json.loads(row["given"]) for row in about}
    stems_to_hide = frozenset[str]().union(*(redacted_stems(answer, gone) for answer in given.values()))
    for id, answer in given.items():
        _update_answer(connection, id, json.dumps(without(answer, gone), ensure_ascii=False))
    around = _conversations(connection, list(given))
    _conversations_without(connection, around, list(given), gone, stems_to_hide)
    _feedback_without(connection, around, list(given), gone, stems_to_hide)
    _conditions_without(connection, gone)
    for article_id in gone.article_ids:
        connection.execute(
            "UPDATE evidence SET text = '', article_id = ?, purged_at = ? WHERE article_id = ?",
            (alias(article_id, gone), micros(datetime.now(UTC)), article_id),
        )


def _about(connection: sqlite3.Connection, gone: Purged) -> list[sqlite3.Row]:
    """Return the answers that cite these articles, or name them by title."""
    titles = [json.dumps(quoted(title), ensure_ascii=False)[1:-1] for title in gone.titles]
    return connection.execute(
        "SELECT id, given FROM answers a WHERE id IN (SELECT answer_id FROM evidence WHERE article_id IN"
        " (SELECT value FROM json_each(?))) OR EXISTS (SELECT 1 FROM json_each(?) WHERE instr(a.given, value))",
        (json.dumps(gone.article_ids), json.dumps(titles)),
    ).fetchall()


def _conversations(connection: sqlite3.Connection, answer_ids: Sequence[str]) -> list[str]:
    """Return the conversations that hold these answers."""
    rows = connection.execute(
        "SELECT DISTINCT conversation_id FROM exchanges WHERE answer_id IN (SELECT value FROM json_each(?))",
        (json.dumps(answer_ids),),
    )
    return [row[0] for row in rows]


def _conversations_without(
    connection: sqlite3.Connection, ids: Sequence[str], done: Sequence[str], gone: Purged, stems_to_hide: frozenset[str]
) -> None:
    """Redact the titles and the other answers of these conversations, which may repeat the answers that are `done`."""
    rows = connection.execute(
        "SELECT * FROM said WHERE conversation_id IN (SELECT value FROM json_each(?))"
        " AND coalesce(answer_id, '') NOT IN (SELECT value FROM json_each(?))",
        (json.dumps(ids), json.dumps(done)),
    ).fetchall()
    for row in rows:
        left = json.dumps(beside(json.loads(row["given"]), gone, stems_to_hide), ensure_ascii=False)
        if row["answer_id"]:
            _update_answer(connection, row["answer_id"], left)
        else:
            place = (row["conversation_id"], row["n"])
            connection.execute("UPDATE exchanges SET talk = ? WHERE conversation_id = ? AND n = ?", (left, *place))
    for id in ids:
        [title] = connection.execute("SELECT title FROM conversations WHERE id = ?", (id,)).fetchone()
        connection.execute("UPDATE conversations SET title = ? WHERE id = ?", (gapped(title, gone), id))


def _feedback_without(
    connection: sqlite3.Connection, ids: Sequence[str], done: Sequence[str], gone: Purged, stems_to_hide: frozenset[str]
) -> None:
    """Redact the reasons given for these answers or in these conversations; delete a reason that repeats them."""
    rows = connection.execute(
        "SELECT answer_id, owner, reason FROM feedback WHERE reason != ''"
        " AND (answer_id IN (SELECT value FROM json_each(?)) OR answer_id IN (SELECT answer_id FROM exchanges"
        " WHERE conversation_id IN (SELECT value FROM json_each(?))))",
        (json.dumps(done), json.dumps(ids)),
    ).fetchall()
    for answer_id, owner, reason in rows:
        left = "" if shares(reason, stems_to_hide) else gapped(reason, gone)
        connection.execute("UPDATE feedback SET reason = ? WHERE answer_id = ? AND owner = ?", (left, answer_id, owner))


def _conditions_without(connection: sqlite3.Connection, gone: Purged) -> None:
    """Replace the ids of these articles in the filters of questions."""
    rows = connection.execute(
        "SELECT e.conversation_id, e.n, e.conditions FROM exchanges e WHERE EXISTS (SELECT 1 FROM"
        " json_each(e.conditions, '$.article_ids') WHERE value IN (SELECT value FROM json_each(?)))",
        (json.dumps(gone.article_ids),),
    ).fetchall()
    for conversation_id, n, conditions in rows:
        filters = json.loads(conditions)
        filters["article_ids"] = [alias(id, gone) if id in gone.article_ids else id for id in filters["article_ids"]]
        connection.execute(
            "UPDATE exchanges SET conditions = ? WHERE conversation_id = ? AND n = ?",
            (json.dumps(filters, ensure_ascii=False), conversation_id, n),
        )


def _update_answer(connection: sqlite3.Connection, id: str, given: str) -> None:
    connection.execute("UPDATE answers SET given = ? WHERE id = ?", (given, id))
