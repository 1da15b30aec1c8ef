"""The agency that an article names as its origin, and the one that a sentence credits."""

import pytest

from index.article import Article
from index.dedup.agency import agency_of, canonical, credited_in, same_name

BODY = "The harbour was closed on Monday after a crane fell into the water. Two workers were injured."


def _article(text: str = BODY, source: str = "The Tolland Times", authors: tuple[str, ...] = ()) -> Article:
    return Article.make(fallback_id="one", title="Harbour closed", text=text, source=source, authors=authors)


@pytest.mark.parametrize(
    ("opening", "agency"),
    [
        ("KYIV (Reuters) - ", "Reuters"),
        ("KYIV, Nov 15 (AFP) - ", "Agence France-Presse"),
        ("KYIV, Nov 15 (AFP) ", "Agence France-Presse"),
        ("(AP) — ", "Associated Press"),
        ("KYIV, Ukraine (AP) — ", "Associated Press"),
        ("Kyiv (dpa) - ", "Deutsche Presse-Agentur"),
        ("WASHINGTON, D.C., Nov. 15, 2022 /The Associated Press/ ", ""),
        ("AP — ", "Associated Press"),
        ("By The Associated Press\n\n", "Associated Press"),
        ("Harbour closed\nBy Ann Lee, Reuters\n", "Reuters"),
        ("ST. PETERSBURG, Jan 3 (Xinhua) -- ", "Xinhua"),
        ("WEXMOOR, March 4 (Northern Wire) - ", "Northern Wire"),
        ("WEXMOOR (March 4) - ", ""),
        ("The Associated Press (AP) said that it would not print the list. ", ""),
        ("Wexmoor (population 4,000) - a town of rain - ", ""),
        ("Reuters reported on Monday that a crane fell. ", ""),
        ("The union (UNI) and the port met. ", ""),
        ("", ""),
    ],
)
def test_datelines_and_bylines(opening: str, agency: str) -> None:
    assert agency_of(_article(opening + BODY)) == agency


@pytest.mark.parametrize(
    ("closing", "agency"),
    [
        ("\n\n(Reporting by Ann Lee and Bob Ray; Editing by Cy Poe; Reuters)", "Reuters"),
        (" (Reporting by Ann Lee; Reuters)", "Reuters"),
        ("\n\nReuters", "Reuters"),
        ("\n— AP", "Associated Press"),
        (" — AP", "Associated Press"),
        ("\n\n© AFP", "Agence France-Presse"),
        ("\n\n© 2022 AFP", "Agence France-Presse"),
        ("\n\nCopyright 2022 The Associated Press. All rights reserved.", "Associated Press"),
        ("\n\nWith AP", "Associated Press"),
        ("\n\nWith files from The Canadian Press.", "Canadian Press"),
        ("\n\nThe Associated Press contributed to this report.", "Associated Press"),
        ("\n\nAP writer Ann Lee contributed to this report.", "Associated Press"),
        ("\n\nSource: Reuters", "Reuters"),
        (" The mayor spoke with Reuters about the crane.", ""),
        (" “We saw it fall,” he told Reuters.", ""),
        (" A first report was by AFP.", ""),
    ],
)
def test_credits_at_the_end(closing: str, agency: str) -> None:
    assert agency_of(_article(BODY + closing)) == agency


@pytest.mark.parametrize(
    ("authors", "agency"),
    [
        (("Reuters",), "Reuters"),
        (("REUTERS",), "Reuters"),
        (("The Associated Press",), "Associated Press"),
        (("Ann Lee", "AFP"), "Agence France-Presse"),
        (("Ann Lee, Associated Press",), "Associated Press"),
        (("Ann Lee (AP)",), "Associated Press"),
        (("AP Staff",), "Associated Press"),
        (("Northern Wire",), "Northern Wire"),
        (("Ann Lee",), ""),
        (("Ann Reuters",), ""),
    ],
)
def test_authors(authors: tuple[str, ...], agency: str) -> None:
    assert agency_of(_article(authors=authors)) == agency


def test_an_agency_is_the_origin_of_what_it_publishes() -> None:
    assert agency_of(_article(source="AP")) == agency_of(_article(source="The Associated Press")) == "Associated Press"
    assert agency_of(_article(source="Northern Wire")) == "Northern Wire"


def test_one_name_for_an_agency() -> None:
    assert canonical("AP") == canonical("the associated press") == "Associated Press"
    assert canonical("Tolland Times") == ""
    assert same_name("AP", "The Associated Press") and same_name("The Pilot", "pilot")
    assert not same_name("", "") and not same_name("Pilot", "Mail")


@pytest.mark.parametrize(
    ("sentence", "credited"),
    [
        ("Seventy were shot down, according to Reuters.", "Reuters"),
        ("Seventy were shot down, AFP reported.", "Agence France-Presse"),
        ("Reuters reported on Monday that seventy were shot down.", "Reuters"),
        ("The Associated Press has reported that seventy were shot down.", "Associated Press"),
        ("Seventy were shot down, the Northern Wire said.", "Northern Wire"),
        ("Seventy were shot down, the minister told Reuters.", "Reuters"),
        ("Seventy were shot down, as first reported by the Tolland Times.", "The Tolland Times"),
        ("Interfax-Ukraine news agency said that seventy fell.", "Interfax-Ukraine"),
        ("Citing AP, it said that seventy fell.", "Associated Press"),
        ("Seventy were shot down, according to the air force.", ""),
        ("Reuters has its office in Canary Wharf.", ""),
        ("He joined AFP in 1998.", ""),
        ("The PA said that the crossing was closed.", ""),
        ("The wire said nothing.", ""),
    ],
)
def test_whom_a_sentence_credits(sentence: str, credited: str) -> None:
    assert credited_in(sentence, ("Northern Wire", "The Tolland Times")) == credited
