import pytest

from rag.language.attribution import attributed

CASES = [
    ("A fire injured 17 workers on Tuesday, the fire chief said.", "the fire chief"),
    ("A fire injured 17 workers on Tuesday, the fire chief, Odile Brandt, said.", "Odile Brandt"),
    ("Seventeen were injured, fire chief Odile Brandt said on Tuesday.", "fire chief Odile Brandt"),
    ("Police said that 12 were injured.", "Police"),
    ("On Saturday morning police said that 41 people had been rescued.", "police"),
    ("By 08:00 on Saturday the fire brigade said that 41 had been rescued.", "the fire brigade"),
    ("On 2 March the general staff had said that 88 were shot down.", "the general staff"),
    ("VARSK - Tarnovia's air force said that 50 drones had been shot down.", "Tarnovia's air force"),
    ("PORT ANSEL (Seaboard Press) - A fire injured 17, the ministry said.", "the ministry"),
    ("“Fifty were hurt,” said Mira Tal, who leads the clinic.", "Mira Tal"),
    ("“Fifty were hurt,” Mira Tal said.", "Mira Tal"),
    ("“Fifty were hurt,” the governor, Mira Tal, said.", "Mira Tal"),
    ("Fifty were hurt, according to the governor, Mira Tal.", "the governor"),
    ("According to Seaboard Press, fifty were hurt.", "Seaboard Press"),
    ("The union put the number of strikers at 2,300.", "the union"),
    ("Fifty were hurt by the governor's count.", "the governor"),
    ("The figure of fifty was disputed by the union, which spoke of seventy.", "the union"),
    ("The union disagreed, and put the number of strikers at 2,300.", "the union"),
    ("That was denied by the union, which said that seventy were hurt.", "the union"),
    ("Lam warned that fifty more could follow.", "Lam"),
    ("The ministry, however, said that seven were hurt.", "the ministry"),
    ("Fifty were hurt.", ""),
    ("The fire claimed 50 lives.", ""),
    ("“The minister said nothing of it.”", ""),
    ("It was said that fifty were hurt.", ""),
    ("One said that fifty were hurt.", ""),
    ("Fifty were hurt on 3 May 2024.", ""),
]


@pytest.mark.parametrize(("text", "party"), CASES, ids=[text for text, _ in CASES])
def test_according_to_whom_a_sentence_says_it(text: str, party: str) -> None:
    assert attributed(text) == party


AFTER = [
    ("She said that 130 were rescued.", "The harbour master, Tova Renn, spoke to reporters.", "the harbour master"),
    ("“Fifty were hurt,” she said.", "Mira Tal, the governor, came to the place.", "Mira Tal"),
    ("He added that fifty were hurt.", "The governor, Ivo Tal, told The Ledger that it was calm.", "Ivo Tal"),
    ("It said that fifty were hurt.", "The air force said that the night was quiet.", "the air force"),
    ("It said that fifty were hurt.", "Mira Tal came to the place.", ""),
    ("From the ferry 118 were rescued.", "The coast guard released its own figures in the morning.", "the coast guard"),
    ("Fifty were hurt.", "New figures were released by the county on Monday.", "the county"),
    ("Engineers counted nine broken pylons.", "New figures were released by the county on Monday.", "the county"),
    ("Engineers counted nine broken pylons, the county said.", "The night was quiet.", "the county"),
    ("Engineers counted nine broken pylons.", "The night was quiet.", "Engineers"),
    ("The storm cut the power to 900 homes.", "The night was quiet.", ""),
    ("Fifty were hurt.", "The coast guard raised its count to 40.", ""),
    ("Fifty were hurt.", "The police said that it was calm.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "before", "party"), AFTER, ids=[f"{before} {text}" for text, before, _ in AFTER])
def test_the_sentence_before_says_whose_words_follow(text: str, before: str, party: str) -> None:
    assert attributed(text, before, f"{before} {text}") == party
