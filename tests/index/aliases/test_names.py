"""Name variants: the file, matches in a text, and search."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from index.aliases.names import OURS, Like, Names, our_names
from index.errors import UsageError
from index.filters import Filter
from index.ingest.ingestion import ingest
from index.search.search import Search
from index.store import Store
from tests.articles import article

DAY = date(2022, 11, 15)
BEFORE = date(2018, 11, 15)
RESPELT = [
    # text, as in, on, comes out as
    ("What did Zelenskiy say about Kiev?", "Zelensky spoke in Kyiv.", DAY, "What did Zelensky say about Kyiv?"),
    ("what happened in kiev", "Rain fell on Kyiv.", DAY, "what happened in Kyiv"),
    ("Was Odessa hit?", "Odesa and Odessa were hit.", DAY, "Was Odessa hit?"),
    ("Volodymyr Zelensky spoke.", "Zelensky spoke.", DAY, "Volodymyr Zelensky spoke."),
    ("Vladimir Zelensky spoke.", "Volodymyr Zelenskyy spoke.", DAY, "Volodymyr Zelenskyy spoke."),
    ("Vladimir Klimov spoke.", "Volodymyr Klimov spoke.", DAY, "Vladimir Klimov spoke."),
    ("What did Ukraine's president say?", "Mr Zelenskyy spoke.", DAY, "What did Zelenskyy say?"),
    ("What did the president of Ukraine say?", "Zelensky joked.", BEFORE, "What did the president of Ukraine say?"),
    ("What did the president of Ukraine say?", "Zelensky spoke.", None, "What did the president of Ukraine say?"),
    ("What did the president of Ukraine say?", "Poroshenko spoke.", BEFORE, "What did Poroshenko say?"),
    ("What did the president of Ukraine say?", "The Ukrainian president spoke.", None,
     "What did the Ukrainian president say?"),
    ("President Zelensky spoke.", "The Ukrainian president spoke.", DAY, "The Ukrainian president spoke."),
    ("Ukrainian President Zelensky spoke.", "the president of Ukraine", BEFORE, "Ukrainian President Zelensky spoke."),
    ("The president of the United States spoke.", "Jill Biden spoke.", DAY,
     "The president of the United States spoke."),
    ("Did the US help us?", "The United States helped.", DAY, "Did the United States help us?"),
    ("Two US citizens", "citizens of the United States", DAY, "Two United States citizens"),
    ("The Voice of America", "The US spoke.", DAY, "The Voice of America"),
    ("What of Latin America?", "The US spoke.", DAY, "What of Latin America?"),
    ("What of America?", "The US spoke.", DAY, "What of US?"),
    ("Tell us more.", "The United States helped.", DAY, "Tell us more."),
    ("COME WITH US", "The United States helped.", DAY, "COME WITH US"),
    ("How to roast a turkey?", "Türkiye voted.", DAY, "How to roast a turkey?"),
    ("Did Turkey vote?", "Türkiye voted.", DAY, "Did Türkiye vote?"),
    ("uk and eu", "The European Union and Britain", DAY, "Britain and European Union"),
    ("The U.S. left.", "The US left.", DAY, "The U.S. left."),
    ("A question of no name.", "Kyiv, the US and Zelensky.", DAY, "A question of no name."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "like", "day", "expected"), RESPELT)
def test_a_text_is_spelt_as_another(text: str, like: str, day: date | None, expected: str) -> None:
    assert our_names().respelt(text, [Like(like, day)]) == expected


def test_a_role_counts_from_its_first_day_until_its_last() -> None:
    names = our_names()
    [role] = names.mentions("the president of Ukraine")
    held = {day: names.stands_in(role, "Zelensky", day) for day in (date(2019, 5, 19), date(2019, 5, 20), DAY, None)}
    assert list(held.values()) == [False, True, True, False]


def test_what_others_wrote_before_is_kept_and_added_to(tmp_path: Path) -> None:
    own = tmp_path / "own.txt"
    own.write_text(
        "# ours\nKyiv = Kyjiw\nWexmoor = Weksmoor ; role: port of the county # a comment\n", encoding="utf-8"
    )
    names = Names.load([own])
    assert names.respelt("Kiev", [Like("Kyjiw")]) == "Kyjiw"
    assert names.respelt("weksmoor", [Like("The port of the county")]) == "weksmoor"  # no day is known
    assert names.respelt("weksmoor", [Like("The port of the county", DAY)]) == "The port of the county"
    assert our_names().respelt("Kiev", [Like("Kyjiw")]) == "Kiev"


WRONG = [
    ("Kyiv", "'Kyiv' has one spelling only"),
    ("Kyiv = ", "a name is missing"),
    ("Kyiv = ?!", "'?' has no letters"),
    ("A = B ; rule: mayor", "'rule: mayor' is no role"),
    ("A = B ; role: since 2020-01-01", "the role has no name"),
    ("A = B ; role: mayor, since last May", "'last May' is not a day"),
    ("A = B ; role: mayor, since May", "'May' is not a day"),
    ("A = B ; role: mayor, since 2020-01-01, until 2019-01-01", "before it begins"),
    ("a/b/c/d/e a/b/c/d/e a/b/c/d/e", "stands for 125 spellings"),
]


@pytest.mark.parametrize(("line", "problem"), WRONG)
def test_a_bad_line_is_named_with_its_file(tmp_path: Path, line: str, problem: str) -> None:
    own = tmp_path / "own.txt"
    own.write_text(f"Lviv = Lvov\n\n{line}\n", encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        Names.load([own])
    assert str(raised.value).startswith(f"{own}:3: ") and problem in str(raised.value)


def test_a_file_that_is_not_there_or_no_text_is_named(tmp_path: Path, open_at: Callable[..., Store]) -> None:
    with pytest.raises(UsageError, match=r"none\.txt cannot be read"):
        open_at(names=tmp_path / "none.txt")
    (tmp_path / "store" / "names.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="it is not UTF-8 text"):
        open_at()
    (tmp_path / "store" / "names.txt").unlink()
    open_at()  # the store is free again


def test_ours_are_all_as_they_should_be() -> None:
    lines = [line for line in OURS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert len(lines) > 50
    assert our_names().mentions("Kyiv")


TEXTS = {
    "kyiv": "Forty missiles were fired at Kyiv on Monday, and thirty of them were shot down over the river.",
    "kyiv-2": "Snow fell in Kyiv at the weekend, and schools were closed.",
    "kyiv-3": "Kyiv opened a metro station with a fountain.",
    "kiev": "Five missiles were fired at Kiev in the spring, and none of them was shot down over the river.",
    "eu": "The EU agreed on a ban on lead in paint.",
    "zelensky": "Zelensky thanked the firemen and asked for generators.",
    "loaf": "A bakery has made the longest loaf in the county, and let us taste it.",
}


@pytest.fixture
def spelt(store: Store) -> Store:
    list(ingest(store, [article(text, id=id, title="") for id, text in TEXTS.items()]))
    return store


def found(store: Store, query: str, search: Search | None = None) -> dict[str, float]:
    with store.view() as view:
        hits = (search or store.search()).hits(view, query, Filter(), 10)
        return {hit.passage.article_id: hit.lexical or 0.0 for hit in hits}


FOUND = [
    ("missiles fired at Kiev", {"kyiv", "kiev"}),
    ("missiles fired at Kyiv", {"kyiv", "kiev"}),
    ("ban on lead by the European Union", {"eu"}),
    ("Ukraine's president generators", {"zelensky"}),
    ("Zelenskiy firemen", {"zelensky"}),
]


@pytest.mark.parametrize(("query", "first"), FOUND)
def test_a_name_is_found_in_its_other_spellings(spelt: Store, query: str, first: set[str]) -> None:
    assert set(list(found(spelt, query))[: len(first)]) == first


def test_every_spelling_counts_alike(spelt: Store) -> None:
    """A rare spelling must not rank its passages above those with the common one."""
    found = {
        query: spelt.lexical_index.best(query, 10, names=spelt.names.spellings(query))
        for query in ("Kiev", "Kyiv", "Kiev, not Kyiv")
    }
    assert found["Kiev"] == found["Kyiv"] == found["Kiev, not Kyiv"]
    [fewest] = spelt.lexical_index.best("Kiev", 10)
    assert len(found["Kiev"]) == 4 and found["Kiev"][fewest] < max(found["Kiev"].values())


@pytest.mark.parametrize("query", ["longest loaf", "let us taste", "snow and schools", "a metro station", "generators"])
def test_a_question_without_known_names_is_searched_for_as_ever(spelt: Store, query: str) -> None:
    search = spelt.search()
    plain = Search(
        search.embedder, search.lexical_index, search.vectors_to_ask, search.exact_limit, search.distrust, Names(())
    )
    with spelt.view() as view:
        assert search.hits(view, query, Filter(), 10) == plain.hits(view, query, Filter(), 10)


def test_the_users_own_names_are_searched_for(open_at: Callable[..., Store], tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "names.txt").write_text("Wexmoor = Weksmoor\n", encoding="utf-8")
    (tmp_path / "more.txt").write_text("Tolland = Tollant\n", encoding="utf-8")
    store = open_at(names=tmp_path / "more.txt")
    texts = ["Boats lie in Weksmoor.", "Boats lie in Tollant.", "Boats lie in Selm."]
    list(ingest(store, [article(text, id=f"{n}", title="") for n, text in enumerate(texts)]))
    assert next(iter(found(store, "boats in Wexmoor"))) == "0"
    assert next(iter(found(store, "boats in Tolland"))) == "1"
