import pytest

from rag.answering.definition import answer_definition
from tests.rag.answering.pieces import asking, piece


@pytest.mark.parametrize(
    ("name", "text", "short"),
    [
        ("Alma Finch", "The port's director, Alma Finch, spoke.", "Alma Finch, the port's director"),
        ("Finch", "Alma Finch, the director of the port, spoke.", "Alma Finch, the director of the port"),
        ("Alma Finch", "Two fell in Wexmoor, the town's mayor, Alma Finch, said.", "Alma Finch, the mayor of Wexmoor"),
        ("Alma Finch", "Alma Finch (the mayor of Wexmoor) spoke.", "Alma Finch, the mayor of Wexmoor"),
        ("Alma Finch", "It was out, said Alma Finch, 52, who leads the brigade.", "Alma Finch, who leads the brigade"),
        ("Alma Finch", "Alma Finch, an adviser to Mr. Holt, spoke.", "Alma Finch, an adviser to Mr. Holt"),
        ("Alma Finch", "Alma Finch is the owner of the mill.", "Alma Finch is the owner of the mill"),
        ("Finch", "Nobody was hurt, Mayor Alma Finch said.", "Mayor Alma Finch"),
        ("Alma Finch", "Six were saved, the fire service said. Its chief, Alma Finch, spoke.",
         "Alma Finch, chief of the fire service"),
        ("Alma Finch", "Alma Finch was elected mayor of Port Callum on Sunday.",
         "Alma Finch was elected mayor of Port Callum"),
        ("Argo", "The Argo, a ferry built in 1989, sank.", "The Argo, a ferry built in 1989"),
        ("Castor Tyres", "Castor Tyres, which makes tyres for tractors, cut jobs.",
         "Castor Tyres, which makes tyres for tractors"),
    ],
)  # fmt: skip
def test_what_stands_beside_the_name_says_who_it_is(name: str, text: str, short: str) -> None:
    found = answer_definition(asking(f"who is {name}"), [piece(text)])
    assert found is not None
    assert found.short_answer == short
    assert name in found.claims[0].text


@pytest.mark.parametrize(
    "text",
    [
        "Alma Finch spoke.",
        "The mayor, Ada Lund, met Alma Finch.",
        "Nobody was hurt. Its chief, Alma Finch, spoke.",
        "Flora Finch, the baker, spoke.",
        "It was found by Alma Finch, who had looked at it twice.",
    ],
)
def test_a_name_alone_says_nothing(text: str) -> None:
    assert answer_definition(asking("who is Alma Finch"), [piece(text)]) is None
