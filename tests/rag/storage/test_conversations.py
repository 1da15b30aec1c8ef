"""Saved conversations: private to each visitor, found again, forgotten, and cleared by takedowns."""

import multiprocessing
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from index.errors import NotFoundError, UsageError
from index.filters import Filter
from index.ingest.ingestion import ingest
from index.store import Store
from rag.reader.model import embedded_reader
from rag.schema.conversation import Turn
from rag.schema.events import Finished
from rag.storage import conversations as limits
from rag.storage.conversations import Conversations, Exchanged, shortened
from rag.storage.database import FILE, Database
from rag.storage.feedback import Given
from rag.storage.forget import Forgotten
from tests.articles import article
from tests.rag.storage.talks import ANN, BEN, say
from tests.rag.storage.test_answers import INJURED, LOAF
from ui.app.engine import Engine

LAST_NIGHT = "of the missiles that were fired at the city last night"
TALK = {"question": "", "answer": "Goodbye.", "claims": [], "citations": [], "related": [], "notices": []}
"""As much of an answer as is looked at of what cites nothing."""


def talk(n: int = 0) -> Exchanged:
    return Exchanged(f"goodbye {n}", TALK)


def files(engine: Engine) -> bytes:
    return b"".join(one.read_bytes() for one in engine.store.config.folder.glob(f"{FILE}*"))


def test_a_conversation_is_kept_as_it_was_held_after_a_restart_too(open_at: Callable[..., Store]) -> None:
    store = open_at()
    list(ingest(store, [article()]))
    engine = Engine(store, embedded_reader)
    id = engine.conversations.begin(ANN)
    answer = say(engine, id, INJURED, as_of=date(2024, 3, 5))
    assert say(engine, id, "thanks!") == ""
    engine.close()

    kept = Engine(open_at(), embedded_reader).conversations.get(id, ANN)
    first, second = kept.exchanges
    assert (first.question, first.answer_json["answer_id"], first.as_of) == (INJURED, answer, date(2024, 3, 5))
    assert (second.question, second.answer_json["citations"], second.as_of) == ("thanks!", [], None)
    assert kept.conversation.turns[:2] == (Turn("user", INJURED), Turn("assistant", first.answer_json["answer"]))
    assert (kept.title, kept.turns) == (INJURED, 2)
    assert first.asked and second.asked and kept.created <= first.asked <= second.asked == kept.changed


def test_the_list_is_of_one_visitor_newest_first_and_is_searched_by_words(engine: Engine) -> None:
    harbour, bakery, other = (engine.conversations.begin(owner) for owner in (ANN, ANN, BEN))
    say(engine, harbour, INJURED)
    say(engine, bakery, LOAF)
    say(engine, other, LOAF, BEN)
    engine.conversations.add(harbour, ANN, talk())

    def found(search: str = "", owner: str = ANN) -> list[str]:
        return [one.id for one in engine.conversations.list(owner, search)]

    assert found() == [harbour, bakery] and found(owner=BEN) == [other]
    assert found("METRES  longest") == [bakery]
    assert found("workers goodbye") == [harbour]
    assert found("workers metres") == [] == found("answer_id") == found("%")
    engine.conversations.rename(bakery, ANN, "  Їжа та\nхліб ")
    assert [one.title for one in engine.conversations.list(ANN, "їЖА")] == ["Їжа та хліб"]
    assert found("longest") == [bakery]
    engine.conversations.rename(bakery, ANN, "")
    assert engine.conversations.get(bakery, ANN).title == LOAF


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("who is  it?\n", "who is it?"),
        ("of the missiles that were fired at the city last night, altogether how many", f"{LAST_NIGHT}…"),
        ("x" * 100, "x" * 60 + "…"),
        ("", ""),
    ],
)
def test_a_title_is_the_first_question_cut_at_a_word(question: str, title: str) -> None:
    assert shortened(question) == title


def test_nobody_reaches_the_conversation_of_another(engine: Engine) -> None:
    id = engine.conversations.begin(ANN, "Harbour")
    say(engine, id, INJURED)
    kept = engine.conversations
    acts: list[Callable[[str], object]] = [
        lambda owner: kept.get(id, owner),
        lambda owner: kept.rename(id, owner, "mine"),
        lambda owner: kept.add(id, owner, talk()),
        lambda owner: kept.forget(owner, [id]),
        lambda owner: kept.check_room(id, owner),
    ]
    for owner in (BEN, "", "%"):
        for act in acts:
            with pytest.raises(NotFoundError):
                act(owner)
        assert kept.list(owner) == [] and kept.forget_all(owner) == Forgotten(0, 0)
    assert (kept.get(id, ANN).title, kept.get(id, ANN).turns) == ("Harbour", 1)
    with pytest.raises(UsageError):
        kept.begin("")


def test_an_answer_stands_once_in_one_conversation_or_in_the_place_of_the_last(engine: Engine) -> None:
    first, second = engine.conversations.begin(ANN), engine.conversations.begin(ANN)
    id = say(engine, first, INJURED)
    given = Exchanged(INJURED, engine.saved.get(id).given)
    engine.conversations.add(first, ANN, given)
    assert engine.conversations.get(first, ANN).turns == 1
    with pytest.raises(UsageError):
        engine.conversations.add(second, ANN, given)
    engine.conversations.add(first, ANN, talk(), instead=True)
    assert [one.question for one in engine.conversations.get(first, ANN).exchanges] == ["goodbye 0"]
    with pytest.raises(NotFoundError):
        engine.conversations.add(first, ANN, Exchanged(INJURED, {**TALK, "answer_id": "unknown"}))
    # What cites something and is not kept is not kept here either: its article may have gone.
    engine.conversations.add(second, ANN, Exchanged(INJURED, {**engine.saved.get(id).given, "answer_id": ""}))
    assert engine.conversations.get(second, ANN).turns == 0


def test_what_is_forgotten_is_gone_from_the_disk(engine: Engine) -> None:
    harbour, bakery = engine.conversations.begin(ANN, "Cranes of Wexmoor"), engine.conversations.begin(ANN)
    say(engine, harbour, INJURED)
    answer = say(engine, bakery, LOAF)
    engine.feedback.give(answer, ANN, Given("down", "only one oven"))
    engine.conversations.forget(ANN, [harbour])
    assert b"Cranes" not in files(engine) and INJURED.encode() not in files(engine)
    assert [one.id for one in engine.conversations.list(ANN)] == [bakery]
    engine.saved.forget([answer])
    assert LOAF.encode() not in files(engine) and b"only one oven" not in files(engine)
    assert [(one.title, one.turns) for one in engine.conversations.list(ANN)] == [("", 0)]


def test_a_visitor_is_forgotten_with_answers_and_feedback_and_no_other_is(engine: Engine) -> None:
    mine, theirs = engine.conversations.begin(ANN), engine.conversations.begin(BEN)
    say(engine, mine, INJURED)
    kept = say(engine, theirs, LOAF, BEN)
    *_, alone = engine.ask("who is Rufus Pell", engine.conversations.get(mine, ANN).conversation, Filter(), owner=ANN)
    assert isinstance(alone, Finished) and engine.saved.get(alone.answer.id)
    engine.feedback.give(kept, ANN, Given("down", "not in my bakery"))
    assert engine.conversations.forget_all(ANN) == Forgotten(2, 1)
    assert not any(one in files(engine) for one in (ANN.encode(), INJURED.encode(), b"not in my bakery"))
    with pytest.raises(NotFoundError):
        engine.saved.get(alone.answer.id)
    assert [one.turns for one in engine.conversations.list(BEN)] == [1]


def test_conversations_are_kept_for_as_long_as_is_set(engine: Engine, open_at: Callable[..., Store]) -> None:
    old, long = engine.conversations.begin(ANN, "old"), engine.conversations.begin(ANN)
    for id in (old, long, long):
        engine.conversations.add(id, ANN, talk())
    unused = engine.conversations.begin(BEN)
    with engine._kept.writing() as connection:
        ago = 3 * 86_400 * 1_000_000
        connection.execute("UPDATE conversations SET changed_at = changed_at - ? WHERE id = ?", (ago, old))
        connection.execute("UPDATE conversations SET created_at = created_at - ? WHERE id = ?", (ago, unused))
        connection.execute("UPDATE exchanges SET asked_at = asked_at - ? WHERE n = 1", (ago,))
    week, day = (Conversations(Database(engine._kept.path, days)) for days in (7, 1))
    begun = week.begin(BEN)
    assert [one.id for one in week.list(BEN)] == [begun]
    assert [(one.id, one.turns) for one in week.list(ANN)] == [(long, 2), (old, 1)]
    day.begin(BEN)
    assert [(one.id, one.turns) for one in day.list(ANN)] == [(long, 1)]
    none = Conversations(Database(engine._kept.path, 0))
    assert not none.kept
    with pytest.raises(UsageError, match="CITEWELL_KEEP_ANSWERS"):
        none.begin(ANN)
    assert engine.saved.forget_before(datetime.now(UTC) + timedelta(seconds=1)).conversations == 3


def test_there_is_an_end_to_what_one_visitor_keeps(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_CONVERSATIONS", 2)
    monkeypatch.setattr(limits, "MOST_EXCHANGES", 2)
    kept = engine.conversations
    id, _ = kept.begin(ANN), kept.begin(ANN)
    with pytest.raises(UsageError, match="delete one"):
        kept.begin(ANN)
    assert kept.begin(BEN)
    kept.add(id, ANN, talk(1))
    kept.check_room(id, ANN)
    kept.add(id, ANN, talk(2))
    with pytest.raises(UsageError, match="begin another"):
        kept.check_room(id, ANN)
    with pytest.raises(UsageError, match="begin another"):
        kept.add(id, ANN, talk(3))
    kept.add(id, ANN, talk(4), instead=True)
    assert [one.question for one in kept.get(id, ANN).exchanges] == ["goodbye 1", "goodbye 4"]
    with pytest.raises(UsageError, match="longer than"):
        kept.rename(id, ANN, "x" * (limits.LONGEST_TITLE + 1))


def _talk_on(path: Path, id: str, numbers: range) -> None:
    conversations = Conversations(Database(path))
    for n in numbers:
        conversations.add(id, ANN, talk(n))


def test_threads_and_processes_keep_at_once_what_is_said(engine: Engine) -> None:
    """A command that runs beside `serve` has the file for itself only in between."""
    id, path = engine.conversations.begin(ANN), engine._kept.path
    process = multiprocessing.get_context("spawn").Process(target=_talk_on, args=(path, id, range(40)))
    threads = [threading.Thread(target=lambda n=n: engine.conversations.add(id, ANN, talk(n))) for n in range(40, 60)]
    process.start()
    for thread in threads:
        thread.start()
    _talk_on(path, id, range(60, 80))
    for thread in threads:
        thread.join()
    process.join(60)
    said = [int(one.question.split()[1]) for one in engine.conversations.get(id, ANN).exchanges]
    assert process.exitcode == 0 and sorted(said) == list(range(80))
    assert [n for n in said if n < 40] == list(range(40))
