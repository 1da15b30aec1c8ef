import pytest

from rag.verification.rules.names import name_violations
from tests.rag.verification.rules.rules import grounded, outcome

TEXT = (
    "Russia fired missiles at Ukraine, Mayor Vitali Klitschko said. President Volodymyr Zelensky spoke to the United "
    "Nations. Parts of Moldova lost power, the government in Chișinău said. Germany and the United States sent help. "
    "The gross domestic product fell. Aileen Dunmore was elected."
)


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("Klitschko said so.", ""),
        ("Mr Klitschko said so.", ""),
        ("The mayor, Vitali Klitschko, said so.", ""),
        ("Oleh Klitschko said so.", "contradicts"),
        ("The mayor, Reznikov, said so.", "lacks"),
        ("Zelenskyy spoke to the UN.", ""),
        ("The Russian missiles and the Ukrainian army.", ""),
        ("Ukraine's army was hit.", ""),
        ("Some Moldovans lost power, Chisinau said.", ""),
        ("The American and German help came.", ""),
        ("The US sent help.", ""),
        ("In Romania power was lost.", "lacks"),
        ("The GDP fell.", ""),
        ("The NHS fell.", "lacks?"),
        ("Dunsmuir was elected.", "lacks"),
        ("The Returning Officer Aileen Dunmore was elected.", "lacks?"),
        ("Rescuers came.", "lacks?"),
        ("However, power was lost.", ""),
        ("The Lakeside Tribune wrote about it.", ""),
        ("The Lakeside Council spoke.", "lacks"),
        ("Seventy were hit on Tuesday.", ""),
    ],
)
def test_names(claim: str, wrong: str) -> None:
    sources, lines = grounded(TEXT, "Missiles hit Kyiv", "Lakeside Tribune")
    assert outcome(name_violations(claim, sources, lines)) == wrong
