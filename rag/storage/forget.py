"""Delete answers, with their evidence, feedback and conversations."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from index.text.dates import micros


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Numbers of deleted answers and conversations."""

    answers: int
    conversations: int


def forget_before(connection: sqlite3.Connection, moment: datetime) -> Forgotten:
    """Delete the answers given before `moment`, and the conversations without a later turn."""
    before = (micros(moment),)
    connection.execute("DELETE FROM exchanges WHERE asked_at < ?", before)
    conversations = connection.execute("DELETE FROM conversations WHERE changed_at < ?", before).rowcount
    return Forgotten(connection.execute("DELETE FROM answers WHERE asked_at < ?", before).rowcount, conversations)


def forget_old(connection: sqlite3.Connection, days: int) -> None:
    """Delete what is older than this number of days."""
    forget_before(connection, datetime.now(UTC) - timedelta(days=days))


def forget_owner(connection: sqlite3.Connection, owner: str) -> Forgotten:
    """Delete all questions, answers and feedback of a visitor."""
    connection.execute("DELETE FROM feedback WHERE owner = ?", (owner,))
    answers = connection.execute(
        "DELETE FROM answers WHERE id IN (SELECT answer_id FROM askers WHERE owner = ? UNION SELECT e.answer_id"
        " FROM exchanges e JOIN conversations c ON c.id = e.conversation_id WHERE c.owner = ?)",
        (owner, owner),
    ).rowcount
    conversations = connection.execute("DELETE FROM conversations WHERE owner = ?", (owner,)).rowcount
    return Forgotten(answers, conversations)
