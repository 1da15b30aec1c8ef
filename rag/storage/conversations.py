"""Saved conversations: their owners, titles, questions and answers."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from index.errors import NotFoundError, UsageError
from index.text.dates import from_micros, micros
from rag.schema.conversation import Conversation
from rag.storage.database import Database, new_id
from rag.storage.forget import Forgotten, forget_old, forget_owner

MOST_CONVERSATIONS = 500
"""Most conversations of one visitor."""
MOST_EXCHANGES = 200
"""Most questions of one conversation."""
LONGEST_TITLE = 200
"""Most characters of a title."""
SHORT_TITLE = 60
"""Characters of the first question that serve as the title of an untitled conversation."""
MOST_WORDS = 8
"""Words of a search that are used; the rest is ignored."""
UNUSED_DAYS = 1
"""Days after which a conversation without a title and without questions is deleted."""


@dataclass(frozen=True, slots=True)
class Exchanged:
    """A question and its answer.

    Attributes:
        question: The question as asked.
        answer_json: The answer as the JSON of the API.
        as_of: The day as of which it was asked, None for now.
        conditions: The other filters, as given.
        asked: When it was saved, None before.
    """

    question: str
    answer_json: Mapping[str, Any]
    as_of: date | None = None
    conditions: Mapping[str, Any] = field(default_factory=dict)
    asked: datetime | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A conversation in a list.

    Attributes:
        id: Its id.
        title: The title that it was given, else the beginning of its first question; "" without either.
        created: When it began.
        changed: When its last answer was added.
        turns: Number of its questions.
    """

    id: str
    title: str
    created: datetime
    changed: datetime
    turns: int


@dataclass(frozen=True, slots=True)
class KeptConversation(Listed):
    """A conversation with all its questions and answers, oldest first."""

    exchanges: tuple[Exchanged, ...] = ()

    @property
    def conversation(self) -> Conversation:
        """The turns, in the form that the pipeline takes."""
        turns = Conversation()
        for exchange in self.exchanges:
            turns = turns.then("user", exchange.question).then("assistant", exchange.answer_json["answer"])
        return turns


class Conversations:
    """The conversations of all visitors; each visitor has access to their own only. Thread-safe.

    `owner` is a visitor's id. The id of another visitor's conversation counts as unknown.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def kept(self) -> bool:
        """Whether conversations are saved at all."""
        return bool(self._database.days)

    def list(self, owner: str, search: str = "") -> Sequence[Listed]:
        """Return the conversations of `owner`, last changed first.

        Args:
            owner: The visitor's id.
            search: Words that must all occur in a conversation's title, questions or answers.
        """
        words = search.casefold().split()[:MOST_WORDS]
        with self._database.reading() as connection:
            rows = connection.execute(
                f"{_LISTED} WHERE owner = ?{_HAS_WORD * len(words)} ORDER BY changed_at DESC, c.rowid DESC",
                (owner, *(word for word in words for _ in range(2))),
            ).fetchall()
        return [Listed(*_listed(row)) for row in rows]

    def begin(self, owner: str, title: str = "") -> str:
        """Begin a conversation, and return its id.

        Raises:
            UsageError: Conversations are not saved, the owner is unknown, or has MOST_CONVERSATIONS already.
        """
        if not self.kept:
            raise UsageError("conversations are not saved (CITEWELL_KEEP_ANSWERS is 0); ask without a conversation")
        if not owner:
            raise UsageError("the owner of this conversation is unknown; send the cookie that the page has set")
        title, id, now = _title(title), new_id(), datetime.now(UTC)
        with self._database.writing() as connection:
            forget_old(connection, self._database.days)
            connection.execute(_DELETE_UNUSED, (owner, micros(now - timedelta(days=UNUSED_DAYS))))
            if _count(connection, "conversations WHERE owner = ?", owner) >= MOST_CONVERSATIONS:
                raise UsageError(f"the limit is {MOST_CONVERSATIONS} conversations; delete one to begin another")
            values = (id, owner, title, *[micros(now)] * 2)
            connection.execute("INSERT INTO conversations VALUES (?, ?, ?, ?, ?)", values)
        return id

    def add(self, id: str, owner: str, exchanged: Exchanged, *, instead: bool = False) -> None:
        """Add a question and its answer, unless the conversation has this answer already.

        A saved answer is stored by its id, and deleted with the answer. An answer without an id is stored here, unless
        it cites something: then it was not saved because its article was removed.

        Args:
            id: The conversation.
            owner: The visitor's id.
            exchanged: The question and the answer.
            instead: Replace the last question and answer.

        Raises:
            NotFoundError: `owner` has no such conversation, or the answer was deleted meanwhile.
            UsageError: The conversation is full, or the answer belongs to another one.
        """
        answer, now = exchanged.answer_json, micros(datetime.now(UTC))
        answer_id = answer.get("answer_id")
        if not answer_id and (answer["citations"] or answer["related"]):
            return
        talk = None if answer_id else json.dumps({**answer, "question": exchanged.question}, ensure_ascii=False)
        as_of = exchanged.as_of.isoformat() if exchanged.as_of else None
        with self._database.writing() as connection:
            _owned(connection, id, owner)
            if answer_id and _holds(connection, id, answer_id):
                return
            if instead:
                connection.execute(_DELETE_LAST, (id, id))
            _check_room(connection, id)
            conditions = json.dumps(dict(exchanged.conditions), ensure_ascii=False)
            connection.execute(_ADD, (id, id, now, answer_id, talk, as_of, conditions))
            connection.execute("UPDATE conversations SET changed_at = ? WHERE id = ?", (now, id))

    def get(self, id: str, owner: str) -> KeptConversation:
        """Return a conversation with all its questions and answers.

        Raises:
            NotFoundError: `owner` has no such conversation.
        """
        with self._database.reading() as connection:
            _owned(connection, id, owner)
            row = connection.execute(f"{_LISTED} WHERE c.id = ?", (id,)).fetchone()
            exchanges = connection.execute("SELECT * FROM said WHERE conversation_id = ? ORDER BY n", (id,)).fetchall()
        return KeptConversation(*_listed(row), exchanges=tuple(map(_exchanged, exchanges)))

    def check_room(self, id: str, owner: str) -> None:
        """Check that the conversation takes another question.

        Raises:
            NotFoundError: `owner` has no such conversation.
            UsageError: The conversation is full.
        """
        with self._database.reading() as connection:
            _owned(connection, id, owner)
            _check_room(connection, id)

    def rename(self, id: str, owner: str, title: str) -> None:
        """Set the title; with "" the first question serves as the title again.

        Raises:
            NotFoundError: `owner` has no such conversation.
            UsageError: The title is too long.
        """
        title = _title(title)
        with self._database.writing() as connection:
            _owned(connection, id, owner)
            connection.execute("UPDATE conversations SET title = ? WHERE id = ?", (title, id))

    def forget(self, owner: str, ids: Sequence[str]) -> None:
        """Delete conversations with their answers, either all of these or none.

        Raises:
            NotFoundError: `owner` does not have one of them.
        """
        with self._database.erasing(thorough=False) as connection:
            for id in ids:
                _owned(connection, id, owner)
                connection.execute(
                    "DELETE FROM answers WHERE id IN (SELECT answer_id FROM exchanges WHERE conversation_id = ?)", (id,)
                )
                connection.execute("DELETE FROM conversations WHERE id = ?", (id,))

    def owner_of(self, id: str) -> str:
        """Return the owner of a conversation or answer, "" if unknown."""
        with self._database.reading() as connection:
            row = connection.execute(_OWNER, {"id": id}).fetchone()
        return str(row[0]) if row else ""

    def forget_all(self, owner: str, *, thorough: bool = False) -> Forgotten:
        """Delete all conversations, answers and feedback of a visitor; `thorough` as in `Database.erasing`."""
        with self._database.erasing(thorough=thorough) as connection:
            return forget_owner(connection, owner)


_LISTED = """
SELECT c.*, (SELECT count(*) FROM exchanges WHERE conversation_id = c.id) AS turns,
    (SELECT json_extract(given, '$.question') FROM said WHERE conversation_id = c.id ORDER BY n LIMIT 1) AS first
FROM conversations c
"""
_HAS_WORD = """
AND (instr(folded(title), ?) OR EXISTS (SELECT 1 FROM said WHERE conversation_id = c.id AND
    instr(folded(json_extract(given, '$.question') || ' ' || json_extract(given, '$.answer')), ?)))
"""
_ADD = """
INSERT INTO exchanges VALUES
    (?, 1 + (SELECT coalesce(max(n), 0) FROM exchanges WHERE conversation_id = ?), ?, ?, ?, ?, ?)
"""
_DELETE_LAST = """
DELETE FROM exchanges WHERE conversation_id = ? AND n = (SELECT max(n) FROM exchanges WHERE conversation_id = ?)
"""
_OWNER = """
SELECT owner FROM conversations WHERE id = :id UNION SELECT owner FROM askers WHERE answer_id = :id
UNION SELECT c.owner FROM exchanges e JOIN conversations c ON c.id = e.conversation_id WHERE e.answer_id = :id
"""
_DELETE_UNUSED = """
DELETE FROM conversations WHERE owner = ? AND title = '' AND created_at < ?
AND NOT EXISTS (SELECT 1 FROM exchanges WHERE conversation_id = conversations.id)
"""


def shortened(question: str) -> str:
    """Shorten a question to a title: its beginning, cut between words."""
    line = " ".join(question.split())
    if len(line) <= SHORT_TITLE:
        return line
    cut = line[: SHORT_TITLE + 1].rpartition(" ")[0] or line[:SHORT_TITLE]
    return cut.rstrip(",;:.-– ") + "…"


def _title(given: str) -> str:
    title = " ".join(given.split())
    if len(title) > LONGEST_TITLE:
        raise UsageError(f"the title is longer than {LONGEST_TITLE} characters; shorten it")
    return title


def _owned(connection: sqlite3.Connection, id: str, owner: str) -> None:
    if not owner or not _count(connection, "conversations WHERE id = ? AND owner = ?", id, owner):
        raise NotFoundError(f"there is no conversation {id!r} of yours; it may have been forgotten")


def _holds(connection: sqlite3.Connection, id: str, answer_id: str) -> bool:
    """Return whether the conversation has this answer already."""
    if not _count(connection, "answers WHERE id = ?", answer_id):
        raise NotFoundError(f"no answer is kept under {answer_id!r}; it may have been forgotten")
    row = connection.execute("SELECT conversation_id FROM exchanges WHERE answer_id = ?", (answer_id,)).fetchone()
    if row and row[0] != id:
        raise UsageError("this answer belongs to another conversation; ask the question again in this one")
    return bool(row)


def _check_room(connection: sqlite3.Connection, id: str) -> None:
    if _count(connection, "exchanges WHERE conversation_id = ?", id) >= MOST_EXCHANGES:
        raise UsageError(f"the limit of a conversation is {MOST_EXCHANGES} questions; begin another")


def _count(connection: sqlite3.Connection, of: str, *values: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {of}", values).fetchone()[0])


def _listed(row: sqlite3.Row) -> tuple[str, str, datetime, datetime, int]:
    moments = (from_micros(row["created_at"]), from_micros(row["changed_at"]))
    return (row["id"], row["title"] or shortened(row["first"] or ""), *moments, row["turns"])


def _exchanged(row: sqlite3.Row) -> Exchanged:
    given = json.loads(row["given"])
    as_of = date.fromisoformat(row["as_of"]) if row["as_of"] else None
    return Exchanged(given["question"], given, as_of, json.loads(row["conditions"]), from_micros(row["asked_at"]))
