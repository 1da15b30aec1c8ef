"""A store in this process: questions, searches, checks and articles with typed results."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

import citewell
from tests.articles import BAKERY, HARBOUR


def test_an_answer_has_attributes_and_its_citations(news: citewell.Collection) -> None:
    answer = news.ask("how many missiles were intercepted")
    assert (answer.status, answer.mode, answer.short_answer) == ("answered", "extractive", "Seventy")
    assert 0 < answer.confidence <= 1
    first = answer.cited(answer.claims[0])[0]
    assert first.source == "Northern Wire"
    assert first.published
    assert first.published.date() == date(2022, 11, 15)
    assert news.article(first.article_id).text[first.start : first.end] == first.quote
    assert str(answer) == answer.answer


def test_a_follow_up_is_understood_in_its_conversation(news: citewell.Collection) -> None:
    first = news.ask("How many missiles did Russia fire?")
    second = news.ask("and how many were shot down?", history=[first])
    assert second.short_answer in ("Seventy", "70")
    assert second.standalone_question != second.question


def test_no_answer_says_why(news: citewell.Collection) -> None:
    answer = news.ask("how many missiles were intercepted", as_of=date(2022, 11, 1))
    assert answer.status == "not_found"
    assert str(answer)
    assert answer.as_of
    assert answer.as_of.date() == date(2022, 11, 1)


def test_days_are_texts_dates_or_moments_and_count_to_their_end(news: citewell.Collection) -> None:
    moment = datetime(2022, 11, 15, 12, tzinfo=UTC)
    ends = []
    for until in ("2022-11-15", date(2022, 11, 15), moment):
        window = news.ask("how many missiles were intercepted", since=None, until=until).window
        assert window
        assert (window.since, window.origin) == (None, "given")
        ends.append(window.until)
    assert ends[0] == ends[1]
    assert ends[0]
    assert ends[0] > moment == ends[2]


def test_hits_are_passages_of_their_articles(news: citewell.Collection) -> None:
    hits = news.search("who leads the inquiry into the ferry", k=3, rerank=True)
    assert len(hits) == 3
    assert "Helena Marsters" in hits[0].text
    assert news.article(hits[0].article_id).text[hits[0].start : hits[0].end] == hits[0].text
    assert {hit.article_id for hit in news.search("inquiry", article_ids=[hits[0].article_id])} == {hits[0].article_id}


def test_a_text_is_checked_sentence_by_sentence(news: citewell.Collection) -> None:
    text = "Seventy of the missiles were intercepted. Three hundred of the missiles were intercepted."
    checked = news.check(text)
    assert [claim.verdict for claim in checked.claims] == ["supported", "contradicted"]
    assert [text[claim.start : claim.end] for claim in checked.claims] == text.replace(". ", ".\n").split("\n")
    assert checked.cited(checked.claims[0])
    own = news.check("Two workers were injured.", source_text=HARBOUR)
    assert (own.supported, own.citations[0].article_id) == (True, "source_text")


def test_articles_come_in_and_go(tmp_path: Path) -> None:
    (tmp_path / "harbour.txt").write_text(HARBOUR)
    (tmp_path / "broken.txt").write_bytes(b"\x00")
    with citewell.open(str(tmp_path / "store")) as town:
        report = town.ingest(str(tmp_path / "harbour.txt"), tmp_path / "broken.txt")
        assert (report.added, report.passages) == (1, 1)
        assert [Path(failure.source).name for failure in report.failed] == ["broken.txt"]
        loaf = {"headline": "The longest loaf", "text": BAKERY, "published": datetime(2024, 3, 5, tzinfo=UTC)}
        added = town.add([loaf, {"title": "nothing"}, {"id": "x", "text": HARBOUR, "published": "soon"}])
        assert (added.added, [failure.source for failure in added.failed]) == (1, ["article 2", "article 3"])
        assert town.add([loaf]).unchanged == 1
        newest, oldest = town.articles()
        assert (newest.title, newest.published) == ("The longest loaf", datetime(2024, 3, 5, tzinfo=UTC))
        assert [version.version for version in town.article(newest.id).versions] == [1]
        removed = town.remove(oldest.id, "unknown", purge=True)
        assert (removed.removed, removed.failed[0].source) == (("harbour.txt",), "unknown")
        assert [head.id for head in town.articles()] == [newest.id]


def test_a_pruned_folder_leaves_what_is_still_there(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(HARBOUR)
    with citewell.open(tmp_path / "store") as town:
        town.ingest(tmp_path / "in")
        (tmp_path / "in" / "a.txt").unlink()
        assert town.ingest(tmp_path / "in", prune=True).removed == 1


def test_errors_say_what_to_do(news: citewell.Collection) -> None:
    with pytest.raises(citewell.UsageError, match="since: 'soon' is not a full date"):
        news.ask("who?", since="soon")
    with pytest.raises(citewell.UsageError, match="question: is empty"):
        news.ask(" ")
    with pytest.raises(citewell.UsageError, match="k: "):
        news.search("x", k=0)
    with pytest.raises(citewell.NotFoundError, match="there is no article"):
        news.article("unknown")


@pytest.mark.parametrize(("arguments", "problem"), [
    ({"key": "citewell-x"}, "`key` is for a server"),
    ({"lmm": "openai"}, "lmm is not a setting; did you mean llm?"),
    ({"store": "x"}, "store is not a setting"),
    ({"port": "eighty"}, "CITEWELL_PORT: "),
])  # fmt: skip
def test_wrong_arguments_are_refused_before_anything_is_made(
    tmp_path: Path, arguments: dict[str, Any], problem: str
) -> None:
    with pytest.raises(citewell.UsageError, match=problem):
        citewell.open(tmp_path / "store", **arguments)


def test_a_closed_collection_says_so(tmp_path: Path) -> None:
    town = citewell.open(tmp_path / "store")
    town.close()
    town.close()
    with pytest.raises(citewell.UsageError, match="is closed"):
        town.articles()


def test_results_are_frozen(news: citewell.Collection) -> None:
    hit = news.search("comet", k=1)[0]
    with pytest.raises(ValidationError):
        hit.text = "other"
