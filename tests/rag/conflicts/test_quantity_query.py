import pytest

from index.text.analyzer import stems
from rag.conflicts.quantity_query import QuantityQuery, places_in
from rag.language.figures import plain_figures
from tests.rag.answering.pieces import asking, piece

ARTICLE = (
    "Tarnovia's air force shot down 41 drones and nine missiles over Varsk on Wednesday. The tram line costs "
    "90 million euros. The storm killed twelve people and injured 30 in Varsk, where 500 houses were damaged."
)


def asked(question: str) -> QuantityQuery:
    return QuantityQuery.of(asking(question), [piece(ARTICLE)])


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Nine fell near Varsk and in the Old Town.", {"varsk", "old town"}),
        ("Over Varsk, nine were shot down.", {"varsk"}),
        ("In May nine were shot down on Tuesday.", set()),
        ("Nine were shot down.", set()),
    ],
)
def test_the_places_that_a_text_names(text: str, places: set[str]) -> None:
    assert places_in(text) == places


@pytest.mark.parametrize(
    ("question", "noun", "predicate"),
    [
        ("How many drones were shot down over Varsk?", "drones", "intercepted"),
        ("How many drones did the air force shoot down?", "drones", "intercepted"),
        ("How many houses were damaged when the storm killed twelve?", "houses", "damaged"),
        ("How many people were injured?", "", "hurt"),
        ("How much did the storm cost?", "", "cost"),
    ],
)
def test_what_is_counted_and_what_happened_to_it(question: str, noun: str, predicate: str) -> None:
    found = asked(question)
    assert found.is_noun(frozenset(stems(noun))) is bool(noun)
    assert found.is_predicate(predicate)
    assert not found.is_predicate("killed")


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("How many drones were shot down?", "The air force shot down 41 drones.", ["41"]),
        ("How many drones were shot down?", "Of 60 drones, 41 were intercepted.", ["41"]),
        ("How many drones were shot down?", "Some 60 drones were launched.", []),
        ("How many drones were shot down?", "It cost 90 million euros to shoot down the drones.", []),
        ("How many people were injured?", "Twelve people were killed and 30 were hurt.", ["30"]),
        ("How many people were killed?", "Twelve people were killed and 30 were hurt.", ["Twelve"]),
        ("How many people were killed?", "The fire claimed 50 lives.", ["50"]),
        ("How many people were killed?", "Residents had to leave 50 houses.", []),
        ("How much will the line cost?", "The line will cost 90 million euros and 40 trees.", ["90 million"]),
        ("How many arrests were there?", "There were 12 arrests.", ["12"]),
        ("How many drones were fired?", "Ordania sent 60 drones towards Varsk.", ["60"]),
        ("How many drones were fired?", "The raid on Varsk involved 60 drones.", ["60"]),
        ("How many shots were fired?", "The mayor sent 60 letters.", []),
        ("How many people gathered in Varsk?", "The march drew 500 people.", ["500"]),
        ("How many people were rescued?", "Lifeboats pulled 30 people from the sea.", ["30"]),
        ("How much will the line cost?", "The bill came to 90 million euros.", ["90 million"]),
        ("How much will the line cost?", "Its price was 90 million, and not 80 as first said.", ["90 million"]),
        ("How much will the line cost?", "The cost of 40 trees is in the price.", []),
    ],
)
def test_of_which_figures_a_sentence_says_what_was_asked(question: str, text: str, told: list[str]) -> None:
    found = asked(question)
    assert [one.words for one in plain_figures(text) if found.counts(text, one)] == told


@pytest.mark.parametrize(
    ("question", "thing", "beside"),
    [
        ("How many missiles were shot down?", "drones", True),
        ("How many missiles were shot down?", "houses", False),
        ("How many homes were damaged?", "flats", True),
    ],
)
def test_what_news_counts_beside_it(question: str, thing: str, beside: bool) -> None:
    assert asked(question).is_beside(thing) is beside


@pytest.mark.parametrize(
    ("question", "text", "named"),
    [
        ("How many fell on Varsk?", "Nine fell.", False),
        ("How many fell near Varsk?", "Nine fell near Varsk.", True),
        ("How many fell?", "Nine fell near Varsk.", False),
    ],
)
def test_whether_a_text_has_a_place_of_the_question(question: str, text: str, named: bool) -> None:
    assert asked(question).names_place(text) is named
