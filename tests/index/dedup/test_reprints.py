"""Reprints: which articles share a text, at ingest and as of a moment."""

import sqlite3
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

import pytest

from index.article import Article
from index.catalogue.catalogue import FILE, SIGNATURE_VERSION
from index.catalogue.view import NOW
from index.dedup.reprints import Origin, origins
from index.filters import Filter
from index.ingest import recover as recovering
from index.ingest.ingestion import ingest, remove
from index.ingest.recover import recover
from index.maintenance.doctor import examine, fix
from index.store import Store
from rag.pipeline import answer
from rag.reader.model import embedded_reader
from rag.retrieval.retriever import StoreRetriever
from rag.schema.conversation import Conversation
from rag.schema.events import final_answer
from rag.schema.question import Question
from tests.articles import article

TEXT = (
    "The harbour of Wexmoor was closed on Monday after a crane fell into the water, and two workers were injured. "
    "The port's director, Alma Finch, said that ships would be sent to Tolland for three days until it is lifted.\n\n"
    "The crane was forty years old and had been inspected in March, according to the county, which found no fault. "
    "A union leader, Rufus Pell, said that its cables were rusty and that the port had been told so in writing.\n\n"
    "About 300 lorries were waiting at the gate by noon. The ferry to Holmfirth will run from the old pier instead."
)
NEW = (
    "A second worker has died of the injuries that he suffered in Wexmoor, the hospital said on Tuesday evening. "
    "Prosecutors searched the offices of the port and took away the papers on its three remaining cranes.\n\n"
    "The minister of transport flew to the county and promised a law on the age of cranes before the summer. "
    "Alma Finch offered to resign; the council will decide on Thursday whether it accepts, a spokesman said. "
    "Divers looked for the hook in the mud all day, and four tugs from Tolland held the wreck against the tide.\n\n"
    "The owners of eleven ships have asked for compensation, and the insurers of the port sent two experts there."
)
OWN = (
    "Two people were hurt when a crane toppled at Wexmoor harbour. Its director told our reporter that vessels go to "
    "Tolland this week. Drivers who stood at the gate spoke of chaos, of cold coffee and of a long, grey afternoon."
)


def clusters(store: Store) -> set[frozenset[str]]:
    """Return the article ids of each cluster."""
    with store.view() as view:
        rows = view.rows(
            "SELECT v.article_id, c.cluster FROM clusters c JOIN versions v ON v.id = c.version_id"
            " WHERE v.state = 'live' AND v.live_until IS NULL"
        )
    found: dict[int, set[str]] = {}
    for row in rows:
        found.setdefault(row["cluster"], set()).add(row["article_id"])
    return {frozenset(ids) for ids in found.values()}


def bring(store: Store, *articles: Article) -> set[frozenset[str]]:
    """Ingest articles one by one in this order and return the clusters."""
    for one in articles:
        list(ingest(store, [one]))
    return clusters(store)


def groups(*names: str) -> set[frozenset[str]]:
    """Parse clusters: "ab c" is a and b together, c alone."""
    return {frozenset(name) for name in names}


def at(day: int, hour: int = 10) -> str:
    return f"2024-03-{day:02}T{hour:02}:00:00+00:00"


@pytest.mark.parametrize(
    ("text", "same"),
    [
        (TEXT, True),
        (f"WEXMOOR (Northern Wire) - {TEXT}\n\nSubscribe to our newsletter for more news of the coast.", True),
        (TEXT.replace("about", "some").replace("rusty", "corroded").replace("by noon", "at midday"), True),
        (TEXT.split("\n\n")[0], True),
        (f"{NEW}\n\n{TEXT}\n\n{OWN}", True),
        (OWN, False),
        (NEW, False),
    ],
    ids=["whole", "with a dateline", "with other words", "cut short", "within a longer article", "own words", "other"],
)
def test_what_is_a_reprint(store: Store, text: str, same: bool) -> None:
    found = bring(store, article(TEXT, "a", at(4), source="Pilot"), article(text, "b", at(5), source="Mail"))
    assert found == (groups("ab") if same else groups("a", "b"))


def test_the_same_in_any_order_and_in_one_batch(open_at: Callable[..., Store]) -> None:
    every = [
        article(TEXT, "a", at(4), source="Pilot"),
        article(TEXT.split("\n\n")[0], "b", at(4, 12), source="Mail"),
        article(f"{TEXT}\n\n{OWN}", "c", at(4, 14), source="Courier"),
        article(NEW, "d", at(5), source="Courier"),
        article(NEW, "e", at(6), source="Mail"),
    ]
    for number, order in enumerate(([0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [2, 4, 0, 3, 1])):
        assert bring(open_at(f"one by one {number}"), *(every[at] for at in order)) == groups("abc", "de")
    store = open_at("together")
    list(ingest(store, every))
    assert clusters(store) == groups("abc", "de")


@pytest.mark.parametrize("credit", ["", "WEXMOOR (AP) - "], ids=["of one publisher", "with an agency's credit"])
def test_a_running_story_told_anew_is_another_report(store: Store, credit: str) -> None:
    first = article(credit + TEXT, "a", at(4), source="AP")
    copy = article(credit + TEXT, "b", at(4, 12), source="Mail")
    again = article(f"{credit}{NEW}\n\n{TEXT}", "c", at(5), source="AP")
    later_copy = article(f"{credit}{NEW}\n\n{TEXT}", "d", at(5, 12), source="Mail")
    assert bring(store, first, copy, again, later_copy) == groups("ab", "cd")


def test_a_copy_that_came_in_before_what_it_copies_goes_to_it(store: Store) -> None:
    first = article(TEXT, "a", at(4), source="AP")
    copy = article(f"{NEW}\n\n{TEXT}", "b", at(5, 12), source="Pilot")
    again = article(f"{NEW}\n\n{TEXT}", "c", at(5), source="AP")
    bring(store, first, copy)
    assert bring(store, again) == groups("a", "bc")


def test_a_short_copy_of_the_agencys_own_later_day_is_a_reprint(store: Store) -> None:
    whole = article(f"WEXMOOR (AP) - {TEXT}\n\n{NEW}", "a", at(4), source="AP")
    short = article(f"WEXMOOR (AP) - {TEXT}", "b", at(4, 12), source="Pilot")
    assert bring(store, whole, short) == groups("ab")


def test_versions_of_an_article_share_a_cluster(store: Store) -> None:
    bring(store, article(TEXT, "a", at(4), source="AP"), article(TEXT, "b", at(4, 11), source="Mail"))
    grown = f"{NEW}\n\n{TEXT}"
    assert bring(store, article(grown, "a", at(4), source="AP", updated=at(5))) == groups("ab")


def test_a_phrase_that_everybody_prints_makes_no_reprint(store: Store) -> None:
    notice = "Subscribe to our newsletter for all the news of the coast, every morning at six, and cancel at any time."
    words = ["crane", "ferry", "mayor", "school", "bridge", "market", "tram"]
    texts = [
        " ".join(f"{words[(n * k) % 7]}{n} and the {words[(n + k) % 7]}{k} of {n * k}." for k in range(12))
        for n in range(1, 60)
    ]
    every = [article(f"{text} {notice}", f"n{n}", at(4), source=f"Paper {n}") for n, text in enumerate(texts)]
    list(ingest(store, every))
    assert all(len(group) == 1 for group in clusters(store))


def test_who_prints_it_too_as_of_a_moment(store: Store) -> None:
    bring(
        store,
        article(TEXT, "a", at(4), source="Pilot"),
        article(f"(AP) - {TEXT}", "b", at(5), source="AP"),
        article(TEXT, "c", at(6), source="Mail"),
        article(TEXT, "d", at(6, 11), source="mail"),
        article(OWN, "e", at(6), source="Courier"),
    )
    keys = [(id, 1) for id in "abcde"]

    def told_by(moment: str) -> dict[str, Origin]:
        with store.view() as view:
            found = origins(view, keys, Filter(as_of=datetime.fromisoformat(moment)))
        return {id: origin for (id, _), origin in found.items()}

    early, later, last = told_by(at(4, 12)), told_by(at(5, 12)), told_by(at(7))
    assert (early["a"].original, early["a"].agency, early["a"].outlets) == ("a", "", ())
    assert (later["a"].original, later["a"].agency, later["a"].outlets) == ("b", "Associated Press", ("AP",))
    assert (last["a"].original, last["a"].outlets) == ("b", ("AP", "Mail"))
    assert last["c"].outlets == last["d"].outlets == ("Pilot", "AP")
    assert last["a"].cluster == last["d"].cluster > 0
    assert last["e"].outlets == () and last["e"].original == "e"


def test_other_conditions_hide_no_outlet(store: Store) -> None:
    bring(store, article(TEXT, "a", at(4), source="Pilot"), article(TEXT, "b", at(5), source="Mail"))
    with store.view() as view:
        found = origins(
            view, [("b", 1), ("unknown", 1)], Filter(sources=("Mail",), since=datetime(2024, 3, 5, tzinfo=UTC))
        )
    assert found == {("b", 1): Origin(1, "a", "", ("Pilot",))}


def test_removal_takes_signatures_and_clusters_away(store: Store) -> None:
    bring(store, article(TEXT, "a", at(4), source="Pilot"), article(TEXT, "b", at(5), source="Mail"))
    remove(store, ["a"])
    with store.view() as view:
        assert [row["version_id"] for row in view.rows("SELECT version_id FROM clusters")] == [2]
        assert {row["version_id"] for row in view.rows("SELECT version_id FROM sketches")} == {2}
        assert origins(view, [("b", 1)], Filter())["b", 1].outlets == ()
    assert bring(store, article(TEXT, "c", at(6), source="Courier")) == groups("bc")
    remove(store, ["b", "c"])
    with store.view() as view:
        assert view.rows("SELECT * FROM sketches") == []


def _forgotten(store: Store) -> None:
    """Downgrade the store to one without clusters."""
    folder = store.config.folder
    store.close()
    with sqlite3.connect(folder / FILE) as connection:
        connection.executescript(
            f"DROP TABLE sketches; DROP TABLE clusters; DELETE FROM meta WHERE key = '{SIGNATURE_VERSION}';"
            " PRAGMA user_version = 2;"
        )
    connection.close()


def test_an_older_store_is_looked_through_and_a_stopped_run_gone_on_with(
    open_at: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_at()
    bring(
        store,
        article(TEXT, "a", at(4), source="Pilot"),
        article(TEXT, "b", at(5), source="Mail"),
        article(OWN, "c", at(5), source="Courier"),
        article(TEXT, "d", at(6), source="Courier"),
    )
    _forgotten(store)
    monkeypatch.setattr(recovering, "TOGETHER", 1)
    again = open_at()
    assert clusters(again) == set()
    [finding] = [one for name, found in examine(again) if name == "reprints" for one in found]
    assert (finding.severity, finding.remedy) == ("warning", "reprints")
    assert again.catalogue.cluster_some(2) == 2
    recover(again)
    assert clusters(again) == groups("abd", "c")
    assert again.catalogue.noted(SIGNATURE_VERSION)

    again.catalogue.note(SIGNATURE_VERSION, "another way")
    recover(again)
    assert clusters(again) == groups("abd", "c")
    again.catalogue.uncluster()
    fix(again, [finding])
    assert clusters(again) == groups("abd", "c")


def test_a_version_and_its_place_are_written_down_together(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from index.catalogue import staging as stage

    def killed(connection: sqlite3.Connection, version_id: int, one: Article) -> None:
        raise KeyboardInterrupt

    bring(store, article(TEXT, "a", at(4), source="Pilot"))
    with monkeypatch.context() as patch:
        patch.setattr(stage, "join_cluster", killed)
        with pytest.raises(KeyboardInterrupt):
            list(ingest(store, [article(TEXT, "b", at(5), source="Mail")]))
    assert clusters(store) == groups("a")
    store.catalogue.stage([article(TEXT, "b", at(5), source="Mail")])
    recover(store)
    assert clusters(store) == groups("ab")


def _found(store: Store, limit: int, filter: Filter = NOW, query: str = "crane fell in Wexmoor") -> Iterable[str]:
    return [piece.article.id for piece in StoreRetriever(store).retrieve(query, filter, limit)]


def test_of_ten_reprints_one_is_retrieved_and_it_is_the_original(store: Store) -> None:
    copies = [article(f"{TEXT}\n\nPaper {n} adds this.", f"copy{n}", at(5, n), source=f"Paper {n}") for n in range(10)]
    first = article(f"WEXMOOR (AP) - {TEXT}", "first", at(4), source="AP")
    list(ingest(store, [*copies, first, article(OWN, "own", at(5)), article(NEW, "new", at(6))]))
    assert sorted(_found(store, 3)) == ["first", "new", "own"]
    [piece] = [one for one in StoreRetriever(store).retrieve("crane fell", Filter(), 3) if one.article.id == "first"]
    assert piece.origin.outlets == tuple(f"Paper {n}" for n in range(10))
    assert piece.text == piece.article.text[piece.start : piece.hit.passage.end]
    assert sorted(_found(store, 3, Filter(sources=("Paper 3",)))) == ["copy3"]
    assert "copy4" in _found(store, 3, query="what did Paper 4 say of the crane")
    assert len(StoreRetriever(store, apart=True).retrieve("crane fell", Filter(), 10)) == 10


def test_reprints_and_a_credit_are_one_source_of_an_answer(store: Store) -> None:
    list(
        ingest(
            store,
            [
                article(f"Harbour news.\n\n{TEXT}", "b", at(5), source="Mail"),
                article(TEXT, "a", at(4), source="Pilot"),
            ],
        )
    )
    asked = Question("How many lorries were waiting at the gate?", Conversation(), Filter())
    told = final_answer(answer(asked, StoreRetriever(store), embedded_reader()))
    assert (told.short_answer, told.claims[0].independent_sources) == ("About 300", 1)
    assert (told.citations[0].article.source, told.citations[0].also_in) == ("Pilot", ("Mail",))

    credit = f"About 300 lorries were waiting, the Pilot reported. {OWN}"
    list(ingest(store, [article(credit, "c", at(5), source="Courier")]))
    told = final_answer(answer(asked, StoreRetriever(store), embedded_reader()))
    assert (told.short_answer, told.claims[0].independent_sources) == ("About 300", 1)
