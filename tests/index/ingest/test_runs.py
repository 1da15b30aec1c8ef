"""The last ingests are kept, and a takedown leaves no word in them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from index.ingest.ingestion import ingest, purge
from index.ingest.runs import KEPT, LONGEST_TEXT, MOST_FAILURES, TAKEN_DOWN, Failure, Run, note_run, runs
from index.store import Store
from tests.articles import article
from tests.index.ingest.test_purge import SECRET, WORDS, held

BEGAN = datetime(2024, 3, 4, 10, 0, tzinfo=UTC)
RUN = Run(BEGAN, BEGAN + timedelta(seconds=3), "articles", added=2, updated=1, unchanged=4, removed=1, passages=9)


def kept(store: Store) -> list[Run]:
    with store.view() as view:
        return runs(view)


def test_a_run_is_kept_as_it_was(store: Store) -> None:
    failed = (Failure("a.jsonl:2", "is not JSON"), Failure("b.md", "is empty"))
    run = replace(RUN, failures=2, failed=failed, stopped="the disk is full")
    note_run(store, run)
    assert kept(store) == [run]


def test_the_newest_runs_are_kept_and_no_more_of_each_than_anybody_reads(store: Store) -> None:
    for number in range(KEPT + 3):
        note_run(store, replace(RUN, origin=str(number)))
    failed = (Failure("x" * 1000, "y" * 1000),) * (MOST_FAILURES + 1)
    note_run(store, replace(RUN, origin="z" * 1000, failures=len(failed), failed=failed))
    last, *others = kept(store)
    assert [run.origin for run in others] == [str(number) for number in range(KEPT + 2, 3, -1)]
    assert (last.failures, len(last.failed), last.origin) == (MOST_FAILURES + 1, MOST_FAILURES, "z" * LONGEST_TEXT)
    assert last.failed[0] == Failure("x" * LONGEST_TEXT, "y" * LONGEST_TEXT)


def test_a_takedown_takes_its_words_out_of_the_runs(store: Store) -> None:
    list(ingest(store, [article(SECRET, "secret", title="Vandersnoot inquiry"), article()]))
    told = (
        Failure("https://wire.example/the-vandersnoot-case", "is not there"),
        Failure("notes.md", "published: 'as Quillfeather said' is not a full date"),
        Failure("old/secret", "is empty"),
        Failure("other.md", "is empty"),
    )
    note_run(store, replace(RUN, origin="Umberleigh.md", failures=4, failed=told, stopped="Larkspur"))
    note_run(store, RUN)
    assert "Umberleigh" in held(store, *WORDS)
    purge(store, ["secret"])
    assert held(store, *WORDS[:5]) == set()
    last, first = kept(store)
    assert last == RUN
    assert (first.failures, first.failed) == (4, (Failure("other.md", "is empty"),))
    assert (first.origin, first.stopped) == (TAKEN_DOWN, TAKEN_DOWN)
