"""Feedback on answers: one per visitor, and cleared by takedowns."""

import json

import pytest

from index.errors import NotFoundError, UsageError
from index.filters import Filter
from index.ingest.ingestion import ingest, purge
from rag.schema.events import Finished
from rag.storage.conversations import Exchanged
from rag.storage.feedback import MOST_OF_ONE, Given
from rag.storage.redact import GAP, GONE
from tests.articles import HARBOUR, article
from tests.rag.storage.talks import ANN, BEN, say
from tests.rag.storage.test_answers import INJURED, LOAF, held
from ui.app.engine import Engine
from ui.serialization.serializers import answer_json


def test_feedback_is_one_of_each_visitor_and_listed_newest_first(engine: Engine) -> None:
    id = engine.conversations.begin(ANN)
    first, second = say(engine, id, INJURED), say(engine, id, LOAF)
    given = engine.feedback
    given.give(first, ANN, Given("up"))
    given.give(second, ANN, Given("down", " where was that? "))
    given.give(first, BEN, Given("down", "two"))
    given.give(first, ANN, Given("down", "no source"))
    assert [(one.question, one.verdict, one.reason) for one in given.list()] == [
        (INJURED, "down", "no source"),
        (INJURED, "down", "two"),
        (LOAF, "down", "where was that?"),
    ]
    assert [one.answer_id for one in given.list("down", 1)] == [first] and given.list("up") == []
    assert given.own([first, second, "unknown"], BEN) == {first: Given("down", "two")}
    given.give(first, ANN, Given(""))
    assert [(one.reason, one.status) for one in given.list()] == [("two", "answered"), ("where was that?", "answered")]
    with pytest.raises(NotFoundError):
        given.give("unknown", ANN, Given("up"))
    with pytest.raises(UsageError):
        given.give(first, "", Given("up"))
    for n in range(MOST_OF_ONE - 1):
        given.give(first, f"visitor {n}", Given("up"))
    with pytest.raises(UsageError):
        given.give(first, "one more", Given("up"))


def test_a_takedown_leaves_no_word_in_conversations_and_feedback(engine: Engine) -> None:
    secret = "Witness Quillfeather, who keeps zebrafinches, lives at Larkspur Cottage in Umberleigh."
    words = ("Quillfeather", "zebrafinches", "Larkspur", "Umberleigh", "Vandersnoot")
    url = "https://example.com/vandersnoot-inquiry"
    list(ingest(engine.store, [article(f"{HARBOUR} {secret}", "", title="Vandersnoot inquiry", url=url)]))
    id, other = engine.conversations.begin(ANN, "The case of Quillfeather"), engine.conversations.begin(BEN)
    cited = say(engine, id, "who keeps zebrafinches")
    for question in ("say that again", "what have I asked?", "thanks!", "how long is the loaf of Vandersnoot"):
        say(engine, id, question)
    *_, narrowed = engine.ask(LOAF, engine.conversations.get(other, BEN).conversation, Filter())
    assert isinstance(narrowed, Finished)
    conditions = {"article_ids": [url, "bakery"]}
    engine.conversations.add(other, BEN, Exchanged(LOAF, answer_json(narrowed.answer), conditions=conditions))
    engine.feedback.give(cited, ANN, Given("down", "it says: keeps zebrafinches"))
    engine.feedback.give(cited, BEN, Given("down", "Umberleigh?"))
    engine.feedback.give(narrowed.answer.id, BEN, Given("up", "good to know"))
    again = engine.conversations.get(id, ANN).exchanges[1].answer_json
    assert "zebrafinches" in again["answer"] and not again["citations"]
    assert held(engine.store, *words).keys() == set(words)

    purge(engine.store, [url])
    assert held(engine.store, *words, "vandersnoot-inquiry", "keeps zebrafinches") == {}
    kept = engine.conversations.get(id, ANN)
    assert kept.title == f"The case of {GAP}"
    assert [one.answer_json["answer"] for one in kept.exchanges[:2]] == [f"{GONE} [1]", GONE]
    assert kept.exchanges[3].answer_json["answer"].startswith("Glad to help")
    assert (kept.exchanges[4].question, kept.exchanges[4].answer_json["status"]) == (
        f"how long is the loaf of {GAP}",
        "answered",
    )
    assert "41 metres" in kept.exchanges[4].answer_json["answer"]
    assert {one.reason for one in engine.feedback.list("down")} <= {"", f"{GAP}?"}
    assert [one.reason for one in engine.feedback.list("up")] == ["good to know"]
    [asked] = engine.conversations.get(other, BEN).exchanges
    assert asked.conditions["article_ids"][1] == "bakery" and asked.conditions["article_ids"][0].startswith("purged-")
    assert json.dumps(dict(asked.answer_json)).count("41 metres")
