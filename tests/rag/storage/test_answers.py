"""Saved answers with their evidence, through changes and removals, until forgotten or purged."""

import json
import logging
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from index.catalogue.history import history
from index.catalogue.tombstones import Tombstone
from index.errors import NotFoundError
from index.filters import Filter
from index.ingest.ingestion import ingest, purge, remove
from index.store import Store
from rag.language.keywords import keywords_of
from rag.reader.model import embedded_reader
from rag.retrieval.removed import removed_article_notices
from rag.schema.conversation import Conversation
from rag.schema.events import Finished
from rag.storage.database import FILE
from rag.storage.forget import Forgotten
from rag.storage.redact import GAP, GONE
from tests.articles import HARBOUR, article
from ui.app.engine import Engine

INJURED, LOAF = "how many workers were injured in the harbour", "how long is the longest loaf"


def ask(engine: Engine, question: str) -> str:
    *_, last = engine.ask(question, Conversation(), Filter())
    assert isinstance(last, Finished)
    return last.answer.id


def changes(engine: Engine, id: str) -> list[tuple[str, int, str, bool]]:
    return [(one.group, one.n, one.change, one.quote_stands) for one in engine.saved_answer(id)[1]]


def test_an_answer_is_kept_as_given_with_the_passages_it_was_made_from(engine: Engine) -> None:
    id = ask(engine, INJURED)
    saved, since = engine.saved_answer(id)
    assert (saved.given["answer_id"], saved.given["short_answer"], since) == (id, "Two", [])
    assert datetime.now(UTC) - saved.asked < timedelta(minutes=5)
    piece = saved.evidence[0]
    assert (piece.group, piece.n, piece.article_id, piece.text) == ("citations", 1, "harbour", HARBOUR)
    assert piece.text == HARBOUR[piece.start : piece.end]


def test_talk_is_not_kept_and_ids_are_not_guessed(engine: Engine) -> None:
    assert ask(engine, "thanks!") == ""
    first, second = ask(engine, INJURED), ask(engine, INJURED)
    assert first != second and len(first) == len(second) == 12 and first.isalnum()
    for unknown in ("", "nothing", first[:-1]):
        with pytest.raises(NotFoundError):
            engine.saved.get(unknown)


@pytest.mark.parametrize(
    ("text", "stands"),
    [(HARBOUR.replace("Two", "Three"), False), (f"{HARBOUR} It was opened again.", True)],
)
def test_a_new_version_is_a_change_and_the_quote_stands_in_it_or_not(engine: Engine, text: str, stands: bool) -> None:
    id = ask(engine, INJURED)
    list(ingest(engine.store, [article(text)]))
    assert changes(engine, id) == [("citations", 1, "changed", stands)]
    assert engine.saved_answer(id)[0].evidence[0].text == HARBOUR
    assert changes(engine, ask(engine, INJURED)) == []


def test_an_answer_as_of_an_earlier_day_has_not_changed_by_what_stood_when_it_was_given(store: Store) -> None:
    later = article(HARBOUR.replace("Two", "Three"), updated="2024-03-06T10:00:00+00:00")
    list(ingest(store, [article(), later]))
    engine = Engine(store, embedded_reader)
    then = Filter(as_of=datetime(2024, 3, 5, tzinfo=UTC))
    *_, last = engine.ask(INJURED, Conversation(), then)
    assert isinstance(last, Finished) and last.answer.citations[0].article.version == 1
    assert changes(engine, last.answer.id) == []


def test_a_removed_article_leaves_its_evidence_and_one_that_came_back_has_changed(engine: Engine) -> None:
    id = ask(engine, INJURED)
    remove(engine.store, ["harbour"])
    [change] = engine.saved_answer(id)[1]
    assert change.change == "removed" and change.since is not None
    assert engine.saved_answer(id)[0].evidence[0].text == HARBOUR
    list(ingest(engine.store, [article()]))
    assert changes(engine, id) == [("citations", 1, "changed", True)]


def held(store: Store, *phrases: str) -> dict[str, list[str]]:
    """Those of `phrases` that stand in files of the store, in any case or encoding, each with those files."""
    files = [(one.name, one.read_bytes().lower()) for one in store.config.folder.rglob("*") if one.is_file()]
    codes = ("utf-8", "utf-16-le", "utf-16-be")
    found = {
        phrase: [name for name, held in files if any(phrase.lower().encode(code) in held for code in codes)]
        for phrase in phrases
    }
    return {phrase: names for phrase, names in found.items() if names}


def test_a_purge_leaves_nothing_of_the_article_in_any_answer(engine: Engine) -> None:
    secret = "Witness Quillfeather, who keeps zebrafinches, lives at Larkspur Cottage in Umberleigh."
    words = ("Quillfeather", "zebrafinches", "Larkspur", "Umberleigh", "Vandersnoot")
    url = "https://example.com/vandersnoot-inquiry"
    given = article(f"{HARBOUR} {secret}", "", title="Vandersnoot inquiry", url=url)
    list(ingest(engine.store, [given]))
    cited = [ask(engine, one) for one in ("where does witness Quillfeather live", "who keeps zebrafinches")]
    other = ask(engine, LOAF)
    before = engine.saved.get(other)
    assert {one.article_id for id in cited for one in engine.saved.get(id).evidence} >= {url}
    assert held(engine.store, *words).keys() == set(words)

    assert purge(engine.store, [url]) == {url}
    assert held(engine.store, *words, "vandersnoot-inquiry", "keeps zebrafinches") == {}
    for id in cited:
        saved, since = engine.saved_answer(id)
        gone = [one for one in since if one.change == "purged"]
        assert gone and all(one.article_id.startswith("purged-") and one.since for one in gone)
        assert (saved.given["short_answer"], saved.given["claims"][0]["text"]) == ("", GONE)
        assert saved.given["notices"] == [{"kind": "purged", "text": GONE}]
    assert engine.saved.get(cited[0]).given["question"] == f"where does {GAP} {GAP} {GAP}"
    after = engine.saved.get(other)
    assert after.given["claims"] == before.given["claims"] and after.given["question"] == LOAF
    assert ask(engine, INJURED)


def test_the_title_of_a_removed_article_goes_from_notices_when_it_is_purged(engine: Engine) -> None:
    remove(engine.store, ["bakery"])
    id = ask(engine, "which loaf was the loaf of the year")
    notices = [one["text"] for one in engine.saved.get(id).given["notices"] if one["kind"] == "removed"]
    assert notices == [
        "An article that may answer this, “Loaf of the year” (Loaf Weekly, 4 March 2024), has been removed."
    ]
    purge(engine.store, ["bakery"])
    assert [one for one in engine.saved.get(id).given["notices"] if one["kind"] == "removed"] == []
    assert held(engine.store, "Loaf of the year (", "“Loaf of the year”") == {}


def test_forgotten_answers_are_gone_from_the_disk(engine: Engine) -> None:
    first, second, third = (ask(engine, one) for one in (INJURED, LOAF, "who is Rufus Pell"))
    file = engine.store.config.folder / FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert engine.saved.forget([first, "unknown"]) == {first}
    assert not any(INJURED.encode() in one.read_bytes() for one in file.parent.glob(f"{FILE}*"))
    assert engine.saved.forget_before(datetime.now(UTC) - timedelta(days=1)) == Forgotten(0, 0)
    assert engine.saved.forget_before(datetime.now(UTC)) == Forgotten(2, 0)
    assert not any(b"oven" in one.read_bytes() for one in file.parent.glob(f"{FILE}*"))
    for id in (second, third):
        with pytest.raises(NotFoundError):
            engine.saved.get(id)


def test_answers_are_kept_for_as_long_as_is_set(open_at: Callable[..., Store]) -> None:
    store = open_at()
    list(ingest(store, [article()]))
    year = Engine(store, embedded_reader)
    old, new = ask(year, INJURED), ask(year, INJURED)
    with year._kept.writing() as connection:
        connection.execute("UPDATE answers SET asked_at = asked_at - 2 * 86400 * 1000000 WHERE id = ?", (old,))
    week = Engine(store, embedded_reader, keep_days=7)
    ask(week, INJURED)
    assert week.saved.get(old)
    ask(Engine(store, embedded_reader, keep_days=1), INJURED)
    with pytest.raises(NotFoundError):
        year.saved.get(old)
    assert year.saved.get(new)
    assert ask(Engine(store, embedded_reader, keep_days=0), INJURED) == ""
    with pytest.raises(NotFoundError):
        year.saved.get(new)


def test_who_asks_is_answered_where_nothing_can_be_kept(engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    (engine.store.config.folder / FILE).write_bytes(b"no database" * 1000)
    with caplog.at_level(logging.WARNING, "citewell"):
        assert ask(engine, INJURED) == ""
    assert "an answer is not kept" in caplog.text


def test_an_answer_whose_article_went_meanwhile_is_not_kept(engine: Engine) -> None:
    events = engine.ask(INJURED, Conversation(), Filter())
    told = [next(events), next(events)]
    assert told
    purge(engine.store, ["harbour"])
    *_, last = events
    assert isinstance(last, Finished)
    assert last.answer.id == "" or "harbour" not in json.dumps(dict(engine.saved.get(last.answer.id).given))


@pytest.mark.parametrize(
    ("question", "notice"),
    [
        ("how many workers were hurt by the crane in the harbour", ""),
        ("what happened in the harbour of Wexmoor", "“Crane falls in Wexmoor harbour” (Times, 4 March 2024)"),
        ("when did the bridge close", "“Bridge closed to traffic”"),
        ("harbour", ""),
        ("who is it", ""),
        ("", ""),
    ],
)
def test_a_removed_article_is_named_where_its_title_has_what_is_asked(question: str, notice: str) -> None:
    day = datetime(2024, 3, 4, tzinfo=UTC)
    removed = [
        Tombstone("a", "Crane falls in Wexmoor harbour", "Times", day, day),
        Tombstone("b", "Bridge closed to traffic", "", None, day),
    ]
    found = [one.text for one in removed_article_notices(keywords_of(question, ()), removed)]
    assert found == ([f"An article that may answer this, {notice}, has been removed."] if notice else [])
    assert removed_article_notices(keywords_of(question, ()), []) == ()


def test_a_citation_of_a_corrected_article_says_since_when_it_reads_so(engine: Engine) -> None:
    text = HARBOUR.replace("Two", "Three")
    list(ingest(engine.store, [article(text, updated="2024-03-06T10:00:00+00:00")]))
    *_, last = engine.ask(INJURED, Conversation(), Filter())
    assert isinstance(last, Finished)
    [citation] = last.answer.citations
    assert (last.answer.short_answer, citation.article.version) == ("Three", 2)
    with engine.store.view() as view:
        assert citation.corrected == history(view, "harbour")[1].since
    *_, last = engine.ask(LOAF, Conversation(), Filter())
    assert isinstance(last, Finished)
    assert last.answer.citations[0].corrected is None
