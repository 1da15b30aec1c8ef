"""Page sessions and saved conversations: what a session restores, and two pages on one conversation."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event

import pytest

from index.article import Article
from index.filters import Filter
from rag.schema.answer import Answer, Conflict, Notice
from rag.schema.citation import Citation, Claim, ResolvedDate
from rag.schema.events import Event as Told
from rag.schema.events import Finished
from rag.storage.conversations import MOST_EXCHANGES, Conversations, Exchanged
from rag.storage.database import Database
from ui.messages.language import in_language
from ui.page.chat.ask import ask
from ui.page.chat.session import Session
from ui.page.conversations.from_json import answer_from_json
from ui.page.conversations.restored import conditions_from, narrowing_from
from ui.page.conversations.view import kept_html
from ui.page.conversations.visitor_conversations import VisitorConversations
from ui.page.filters.narrowing import NOTHING, Narrowing
from ui.serialization.serializers import answer_json

WORDS = in_language("en")
ANA, BEN = "ana", "ben"
MOMENT = datetime(2022, 11, 15, 9, tzinfo=UTC)


def talk(question: str) -> Answer:
    """An answer without citations, which is saved without an id."""
    return Answer(question, question, "answered", "extractive", "", 1.0, (Claim(f"On {question}.", ()),))


def asked(shelf: VisitorConversations, session: Session, question: str, narrowed: Narrowing = NOTHING) -> Session:
    """The session once the question is answered."""

    def asking(question: str, *_: object) -> Iterator[Told]:
        yield Finished(talk(question))

    *_, last = ask(WORDS, asking, question, session, Event(), narrowed, (), shelf.keep)
    return last


def questions(session: Session) -> list[str]:
    """What was asked in it."""
    return [one.question for one in session.exchanges]


@pytest.fixture
def conversations(tmp_path: Path) -> Iterator[Conversations]:
    """None yet."""
    database = Database(tmp_path / "answers.sqlite3")
    yield Conversations(database)
    database.close()


@pytest.fixture
def shelf(conversations: Conversations) -> VisitorConversations:
    """Ana's."""
    return VisitorConversations(conversations, ANA, WORDS)


def test_an_answer_comes_back_from_its_json_as_it_was() -> None:
    article = Article("a.md", "A count", "", "https://a.example/", "Courier", published=MOMENT, version=2)
    cited = Citation(
        1,
        article,
        "p7",
        "Nine boats",
        3,
        13,
        ("Herald",),
        (ResolvedDate("Tuesday", date(2022, 11, 15)),),
        MOMENT,
        "Wire",
    )
    answer = Answer(
        "How many?",
        "How many boats?",
        "partial",
        "llm",
        "nine",
        0.5,
        (Claim("Nine boats.", (1,), "contradicted", ("it says ten",), 2, "the harbour"),),
        (cited,),
        (replace(cited, n=2, corrected=None),),
        (Conflict("boats", "nine", MOMENT, "Courier", "the harbour", "scope", (1,), "Tarn", 2),),
        (Notice("window", "Published in November."),),
        Filter(MOMENT, MOMENT, ("Courier",), ("en",), as_of=MOMENT),
        {"total": 12.0},
        "abc",
        "question",
    )
    assert answer_from_json(answer_json(answer)) == answer
    assert answer_from_json(answer_json(talk("x"))) == talk("x")


def test_what_a_question_was_narrowed_to_comes_back() -> None:
    day = date(2022, 11, 15)
    narrowed = Narrowing(day, day, date(2022, 11, 20), ("Courier",), ("uk",))
    for one in (narrowed, NOTHING, Narrowing(until=day)):
        assert narrowing_from(Exchanged("?", {}, one.as_of, conditions_from(one).given)) == one


def test_a_conversation_is_begun_by_its_first_answer_and_opened_as_it_was(
    shelf: VisitorConversations, conversations: Conversations
) -> None:
    narrowed = Narrowing(sources=("Courier",))
    session = asked(shelf, asked(shelf, Session(), "boats"), "homes", narrowed)
    opened = shelf.opened(session.id)
    assert [one.turns for one in conversations.list(ANA)] == [2]
    assert opened.exchanges == session.exchanges
    assert opened.conversation == session.conversation
    assert opened.exchanges[1].narrowed == narrowed


def test_another_visitor_has_no_part_in_it(shelf: VisitorConversations, conversations: Conversations) -> None:
    session = asked(shelf, Session(), "boats")
    other = VisitorConversations(conversations, BEN, WORDS)
    assert questions(other.opened(session.id)) == []
    assert "no conversation" in kept_html(WORDS, other.opened(session.id), keeps=True)
    assert questions(other.current(Session(), session.id)) == []
    assert conversations.list(BEN) == []


def test_two_pages_lose_nothing_of_each_other(shelf: VisitorConversations) -> None:
    one = asked(shelf, Session(), "boats")
    other = asked(shelf, shelf.opened(one.id), "homes")
    one = asked(shelf, shelf.current(one, one.id), "crews")
    assert questions(one) == ["boats", "homes", "crews"]
    assert questions(shelf.opened(one.id)) == ["boats", "homes", "crews"]
    assert [turn.text for turn in one.conversation.turns][::2] == ["boats", "homes", "crews"]
    question, again = shelf.current(other, other.id).for_retry(other)
    assert questions(asked(shelf, again, question)) == ["boats", "homes", "crews", "homes"]


def test_a_page_outlives_its_server(shelf: VisitorConversations) -> None:
    id = asked(shelf, Session(), "boats").id
    session = asked(shelf, shelf.current(Session(), id), "homes")
    assert (questions(session), session.id) == (["boats", "homes"], id)


def test_an_answer_that_is_asked_again_stands_in_the_place_of_the_last(shelf: VisitorConversations) -> None:
    session = asked(shelf, asked(shelf, Session(), "boats"), "homes")
    question, before = shelf.current(session, session.id).for_retry(session)
    stopped = before.with_question(WORDS, question).stopped(WORDS)
    question, before = shelf.current(stopped, session.id).for_retry(stopped)
    again = asked(shelf, before, question)
    assert questions(again) == questions(shelf.opened(session.id)) == ["boats", "homes"]
    question, before = shelf.current(again, session.id).for_retry(again)
    left = replace(before.with_question(WORDS, question).stopped(WORDS), replaces="")
    assert questions(asked(shelf, shelf.current(left, session.id), "crews"))[-2:] == ["homes", "crews"]
    assert questions(shelf.opened(session.id)) == ["boats", "homes", "crews"]


def test_a_conversation_that_was_deleted_is_begun_anew(
    shelf: VisitorConversations, conversations: Conversations
) -> None:
    session = asked(shelf, Session(), "boats")
    conversations.forget(ANA, [session.id])
    assert shelf.current(session, session.id).exchanges == ()
    late = asked(shelf, session, "homes")
    assert "no conversation" in late.unkept
    assert questions(late) == ["boats", "homes"]


def test_a_full_conversation_takes_no_more(shelf: VisitorConversations, conversations: Conversations) -> None:
    session = asked(shelf, Session(), "boats")
    for number in range(MOST_EXCHANGES - 1):
        conversations.add(session.id, ANA, Exchanged(f"{number}", answer_json(talk(f"{number}"))))
    with pytest.raises(Exception, match="begin another"):
        shelf.check_room(shelf.current(session, session.id))


def test_where_nothing_is_kept_the_conversation_goes_on_all_the_same(tmp_path: Path) -> None:
    database = Database(tmp_path / "answers.sqlite3", keep_days=0)
    shelf = VisitorConversations(Conversations(database), ANA, WORDS)
    session = asked(shelf, asked(shelf, Session(), "boats"), "homes")
    assert (questions(session), session.id, session.unkept) == (["boats", "homes"], "", "")
    assert "cw-kept-nothing" in kept_html(WORDS, session, keeps=shelf.keeps)
    assert not (tmp_path / "answers.sqlite3").exists()
    database.close()
