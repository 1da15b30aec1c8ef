"""Visitors' feedback on answers."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from index.errors import NotFoundError, UsageError
from index.text.dates import from_micros, micros
from rag.storage.database import Database

Verdict = Literal["up", "down"]
LONGEST_REASON = 2_000
"""Most characters of a reason."""
MOST_OF_ONE = 200
"""Most visitors whose feedback on one answer is kept."""


@dataclass(frozen=True, slots=True)
class Given:
    """A visitor's verdict with a reason; "" withdraws the verdict."""

    verdict: Verdict | Literal[""]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer with one visitor's feedback."""

    answer_id: str
    question: str
    status: str
    verdict: Verdict
    reason: str
    given: datetime


class Feedback:
    """The feedback of all visitors, one for each visitor and answer. It is deleted with the answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def give(self, answer_id: str, owner: str, given: Given) -> None:
        """Save a visitor's feedback on an answer; it replaces their earlier feedback.

        Raises:
            NotFoundError: There is no such answer.
            UsageError: The visitor is unknown, the reason is too long, or the answer has MOST_OF_ONE verdicts already.
        """
        if not owner:
            raise UsageError("the owner of this feedback is unknown; send the cookie that the page has set")
        if len(given.reason) > LONGEST_REASON:
            raise UsageError(f"the reason is longer than {LONGEST_REASON} characters; shorten it")
        with self._database.writing() as connection:
            if not connection.execute("SELECT 1 FROM answers WHERE id = ?", (answer_id,)).fetchone():
                raise NotFoundError(f"no answer is kept under {answer_id!r}; it may have been forgotten")
            connection.execute("DELETE FROM feedback WHERE answer_id = ? AND owner = ?", (answer_id, owner))
            if not given.verdict:
                return
            given_so_far = connection.execute(
                "SELECT count(*) FROM feedback WHERE answer_id = ?", (answer_id,)
            ).fetchone()
            if given_so_far[0] >= MOST_OF_ONE:
                raise UsageError(f"the limit is {MOST_OF_ONE} opinions on one answer, and it is reached")
            connection.execute(
                "INSERT INTO feedback VALUES (?, ?, ?, ?, ?)",
                (answer_id, owner, given.verdict, given.reason.strip(), micros(datetime.now(UTC))),
            )

    def own(self, answer_ids: Sequence[str], owner: str) -> dict[str, Given]:
        """Return the visitor's feedback on these answers by answer id, without answers that have none."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT answer_id, verdict, reason FROM feedback"
                " WHERE owner = ? AND answer_id IN (SELECT value FROM json_each(?))",
                (owner, json.dumps(list(answer_ids))),
            ).fetchall()
        return {row["answer_id"]: Given(row["verdict"], row["reason"]) for row in rows}

    def list(self, verdict: Verdict | Literal[""] = "", limit: int = -1) -> Sequence[Judged]:
        """Return feedback, newest first.

        Args:
            verdict: Only this verdict; "" for both.
            limit: Most items, -1 for all.
        """
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT f.answer_id, json_extract(a.given, '$.question') AS question,"
                " json_extract(a.given, '$.status') AS status, f.verdict, f.reason, f.given_at"
                " FROM feedback f JOIN answers a ON a.id = f.answer_id WHERE ? IN ('', f.verdict)"
                " ORDER BY f.given_at DESC, f.rowid DESC LIMIT ?",
                (verdict, limit),
            ).fetchall()
        return [_judged(row) for row in rows]


def _judged(row: sqlite3.Row) -> Judged:
    of = (row["answer_id"], row["question"], row["status"])
    return Judged(*of, row["verdict"], row["reason"], from_micros(row["given_at"]))
