"""Changes between two versions, and an article's text as of a time."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.catalogue.changes import Run, changes
from index.catalogue.history import changed, corrections, history
from index.errors import NotFoundError
from index.ingest.ingestion import ingest
from index.store import Store
from tests.articles import HARBOUR, article


def shown(runs: tuple[Run, ...]) -> str:
    marks = {"equal": "{}", "deleted": "[-{}-]", "inserted": "{{+{}+}}"}
    return "".join(marks[run.kind].format(run.text) for run in runs)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        ("", "New.", "{+New.+}"),
        ("Old.", "", "[-Old.-]"),
        ("The same.", "The same.", "The same."),
        ("Sixty were shot down.", "Seventy were shot down.", "[-Sixty-]{+Seventy+} were shot down."),
        ("It cost 1,200 euros.", "It cost 1,300 euros.", "It cost [-1,200-]{+1,300+} euros."),
        ("Two men died.", "Two men died. A third is missing.", "Two men died.{+ A third is missing.+}"),
        ("One.\n\nTwo.", "One.\n\nTwo.\n\nThree.", "One.\n\nTwo.{+\n\nThree.+}"),
        ("One.\n\nTwo.\n\nThree.", "One.\n\nThree.", "One.\n\n[-Two.\n\n-]Three."),
        ("a big red car stood", "a small red truck stood", "a [-big red car-]{+small red truck+} stood"),
        ("The port's director, Alma Finch, left.", "The port's head, Al Finch, left.",
         "The port's [-director, Alma-]{+head, Al+} Finch, left."),
    ],
)  # fmt: skip
def test_words_that_changed_are_told_apart_from_those_that_did_not(old: str, new: str, expected: str) -> None:
    assert shown(changes(old, new)) == expected


_TEXTS = st.text(alphabet="ab B1,.!?'’\n\t —é中", max_size=60)


@given(_TEXTS, _TEXTS)
def test_joined_the_runs_are_both_texts_to_the_character(old: str, new: str) -> None:
    runs = changes(old, new)
    assert "".join(run.text for run in runs if run.kind != "inserted") == old
    assert "".join(run.text for run in runs if run.kind != "deleted") == new
    assert all(run.text for run in runs)


def test_what_is_too_long_to_compare_is_given_whole() -> None:
    old, new = (" ".join(f"{letter}{n % 7}" for n in range(40_000)) for letter in "xy")
    assert [run.kind for run in changes(old, new)] == ["deleted", "inserted"]


def test_an_article_tells_its_versions_and_what_changed(store: Store) -> None:
    second = HARBOUR.replace("Two", "Three")
    list(ingest(store, [article(), article(second), article(second, title="Crane falls")]))
    with store.view() as view:
        versions = history(view, "harbour")
        assert [one.version for one in versions] == [1, 2, 3]
        assert [one.until for one in versions] == [versions[1].since, versions[2].since, None]
        last, first = changed(view, "harbour"), changed(view, "harbour", 1, 2)
        assert (last.before, last.after, last.since) == (2, 3, versions[2].since)
        assert shown(last.title) == "[-About harbour-]{+Crane falls+}"
        assert shown(last.text) == second
        assert "[-Two-]{+Three+} workers" in shown(first.text)
        assert history(view, "nothing") == []
        for wanted in (("nothing", None, None), ("harbour", 7, None), ("harbour", None, 1)):
            with pytest.raises(NotFoundError):
                changed(view, *wanted)


def test_only_what_read_otherwise_before_is_a_correction(store: Store) -> None:
    second = HARBOUR.replace("Two", "Three")
    moved = article(second, url="https://example.com/harbour", updated="2024-03-06T10:00:00+00:00")
    corrected = article(second, updated="2024-03-05T10:00:00+00:00")
    list(ingest(store, [article(), article(url="https://example.com/first"), corrected, moved]))
    with store.view() as view:
        found = corrections(view, [("harbour", version) for version in (1, 2, 3, 4)] + [("unknown", 2)])
    since = datetime(2024, 3, 5, 10, tzinfo=UTC)
    assert found.keys() == {("harbour", 3), ("harbour", 4)}
    with store.view() as view:
        assert found["harbour", 3] == found["harbour", 4] == history(view, "harbour")[2].since >= since
