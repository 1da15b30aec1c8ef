import pytest

from rag.conflicts.population import asks_population, is_population
from rag.language.figures import plain_figures


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("What is the population of Wexmoor?", True),
        ("How many people live in Wexmoor?", True),
        ("What is the population density of Wexmoor?", False),
        ("How many people were hurt in Wexmoor?", False),
    ],
)
def test_what_asks_how_many_people_live_somewhere(question: str, asks: bool) -> None:
    assert asks_population(question) is asks


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The population of Wexmoor was 3,559 at the last census.", [3559]),
        ("It has a population of around 3,000.", [3000]),
        ("There were 3,559 people, 1,575 households and 909 families residing in the city.", [3559]),
        ("The town is home to 4,200 residents.", [4200]),
        ("The population density was 479 people per square mile.", []),
        ("About 9% of the population were away.", []),
        ("There is an officer for every 1,000 residents.", []),
        ("A storm hurt 40 people in Wexmoor.", []),
        ("The population fell, and 12 of the shops have shut; the 40 others wait.", [12]),
    ],
)
def test_which_figure_of_a_sentence_is_the_population(text: str, told: list[float]) -> None:
    assert [one.item.value for one in plain_figures(text) if is_population(text, one)] == told
