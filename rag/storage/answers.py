"""Saved answers, with a copy of their evidence, so that they survive any change of the articles."""

import json
import logging
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from index.errors import CitewellError, NotFoundError
from index.store import Store
from index.text.dates import from_micros, micros
from rag.schema.answer import Answer
from rag.storage.database import Database, new_id
from rag.storage.evidence import evidence_of
from rag.storage.forget import Forgotten, forget_before, forget_old
from rag.storage.saved_answer import SavedAnswer, SavedPassage

_LOG = logging.getLogger("citewell")


class SavedAnswers:
    """The answers from one store. Thread-safe."""

    def __init__(self, store: Store, database: Database) -> None:
        self._store = store
        self._database = database

    def keep(self, answer: Answer, serialize: Callable[[Answer], Mapping[str, Any]], owner: str = "") -> Answer:
        """Save an answer. A failure is logged, so that the asker still gets the answer.

        Args:
            answer: The answer.
            serialize: Converts an answer to the JSON of the API.
            owner: Id of the visitor who asked, "" if unknown.

        Returns:
            The answer with the id that it is saved under; without an id if it is not saved.
        """
        try:
            return self._kept(answer, serialize, owner)
        except (sqlite3.Error, OSError, CitewellError) as error:
            _LOG.warning("an answer is not kept in %s (%s)", self._database.path, error)
            return answer

    def get(self, id: str) -> SavedAnswer:
        """Return the answer of this id.

        Raises:
            NotFoundError: There is no such answer.
        """
        with self._database.reading() as connection:
            rows = connection.execute("SELECT * FROM answers WHERE id = ?", (id,)).fetchall()
            passages = connection.execute(
                "SELECT * FROM evidence WHERE answer_id = ? ORDER BY list, n", (id,)
            ).fetchall()
        if not rows:
            raise NotFoundError(f"no answer is kept under {id!r}; it may have been forgotten")
        return SavedAnswer(
            id, from_micros(rows[0]["asked_at"]), json.loads(rows[0]["given"]), tuple(map(_passage, passages))
        )

    def forget(self, ids: Sequence[str]) -> set[str]:
        """Delete answers, on disk too, and return the ids that existed."""
        with self._database.erasing() as connection:
            return {id for id in ids if connection.execute("DELETE FROM answers WHERE id = ?", (id,)).rowcount}

    def forget_before(self, moment: datetime) -> Forgotten:
        """Delete the answers given before `moment`, and the conversations without a later turn, on disk too."""
        with self._database.erasing() as connection:
            return forget_before(connection, moment)

    def _kept(self, answer: Answer, serialize: Callable[[Answer], Mapping[str, Any]], owner: str) -> Answer:
        now = datetime.now(UTC)
        if not self._database.days:
            if self._database.path.exists():
                self.forget_before(now)
            return answer
        # Looked up while the file is locked: a purge that begins now waits for the lock, and then finds this answer.
        with self._database.writing() as connection, self._store.view() as view:
            evidence = evidence_of(answer, view)
            if evidence is None:
                return answer
            kept = replace(answer, id=new_id())
            given = json.dumps(serialize(kept), ensure_ascii=False)
            forget_old(connection, self._database.days)
            connection.execute("INSERT INTO answers VALUES (?, ?, ?)", (kept.id, micros(now), given))
            connection.executemany(_INSERT, [_row(kept.id, passage) for passage in evidence])
            if owner:
                connection.execute("INSERT INTO askers VALUES (?, ?)", (kept.id, owner))
        return kept


_INSERT = "INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)"


def _row(id: str, passage: SavedPassage) -> tuple[object, ...]:
    place = (passage.passage_id, passage.start, passage.end, passage.text)
    return (id, passage.group, passage.n, passage.article_id, passage.version, passage.newest, *place)


def _passage(row: sqlite3.Row) -> SavedPassage:
    place = (row["passage_id"], row["start"], row["end"], row["text"])
    purged = from_micros(row["purged_at"]) if row["purged_at"] is not None else None
    return SavedPassage(row["list"], row["n"], row["article_id"], row["version"], row["newest"], *place, purged=purged)
