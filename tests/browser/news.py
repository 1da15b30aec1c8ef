"""Invented news of a flood: revised counts, a correction, a reprint."""

from dataclasses import replace
from datetime import UTC, datetime

from index.article import Article
from tests.articles import article

HOSTILE_WORDS = "<script>alert(8)</script>"
HOSTILE_OUTLET = '<a href="http://evil.example/">Weir & Sons</a> <img src=x onerror=alert(9)>'


def moment(day: int, hour: int = 9) -> datetime:
    """Return an hour of a day in March 2023, which begins on a Wednesday."""
    return datetime(2023, 3, day, hour, tzinfo=UTC)


def first_count() -> Article:
    """The count of the first day."""
    return article(
        id="first.md",
        title="Flood reaches Kestrin in the night",
        source="Kestrin Courier",
        published=moment(14),
        text=(
            "The river Oskel broke its banks at Kestrin on Monday night. Twelve people were rescued from the flood in "
            "Kestrin, the fire service said. Two bridges were closed."
        ),
    )


def second_count(source: str = "Weir Gazette") -> Article:
    """The count of the second day."""
    return article(
        id="second.md",
        title="Boats sent to flooded streets of Kestrin",
        source=source,
        published=moment(15),
        text=(
            "Boats went through the lower town all day. About 30 people were rescued from the flood in Kestrin, the "
            "fire service said on Wednesday. The water stood two metres high in the market square."
        ),
    )


def third_count() -> Article:
    """The count of the third day."""
    return article(
        id="",
        title="Water falls in Kestrin",
        source="Oskel Valley News",
        url="https://valley.example/water-falls",
        published=moment(16),
        text=(
            "The water fell by a metre overnight. In all, 47 people were rescued from the flood in Kestrin, the fire "
            "service said on Thursday. Schools open again on Monday."
        ),
    )


def agreeing() -> Article:
    """The count of the third day, from another outlet in its own words."""
    return article(
        id="agreeing.md",
        title="Rescue work in the valley comes to its end",
        source="Northern Wire",
        published=moment(16, 15),
        text=(
            "Fire crews packed up their boats. Since the beginning of the week, 47 people were rescued from the flood "
            "in Kestrin, said the fire service. Its chief, Ada Molnar, thanked the volunteers."
        ),
    )


def reprint() -> Article:
    """Another outlet's reprint of `third_count`."""
    return replace(third_count(), id="reprint.md", source="Lakeside Tribune", url="", published=moment(16, 18))


def shelter(mark: str = "") -> Article:
    """An article before its correction, with `mark` in its title and text."""
    return article(
        id="shelter.md",
        title=f"Mayor opens shelter for 300 families in Oskel{mark}",
        source="Oskel Valley News",
        published=moment(14),
        updated=moment(14),
        text=(
            "The shelter in Oskel has 300 beds. It was opened by the mayor, Ines Varga, on Tuesday.\n\n"
            f"Volunteers{mark} brought blankets from Tarn.\n\nThe shelter stays open until the end of the month."
        ),
    )


def shelter_corrected(mark: str = "") -> Article:
    """`shelter` as corrected three days later."""
    before = shelter(mark)
    text = before.text.replace("has 300 beds", f"has 200 beds{mark}, not 300 as first written")
    return replace(before, title=before.title.replace("300", "200"), text=text, updated=moment(17))


def ferry() -> Article:
    """An article to remove."""
    return article(
        id="ferry.md",
        title="Ferry captain Bram Hollis resigns over grounding at Selwick",
        source="Selwick Echo",
        published=moment(12),
        text="The ferry captain Bram Hollis resigned on Sunday over the grounding at Selwick.",
    )


def news(*, hostile: bool = False) -> list[Article]:
    """The first import."""
    second = second_count(HOSTILE_OUTLET) if hostile else second_count()
    return [first_count(), second, third_count(), agreeing(), reprint(), shelter(HOSTILE_WORDS if hostile else "")]


def later(*, hostile: bool = False) -> list[Article]:
    """The second import."""
    return [shelter_corrected(HOSTILE_WORDS if hostile else "")]
