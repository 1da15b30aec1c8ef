"""Invented articles for the browser tests."""

from datetime import UTC, datetime

from index.article import Article
from tests.articles import article

HOSTILE_TITLE = "<script>alert(1)</script> [x](javascript:alert(1)) ![x](http://evil.example/x.png) | `a` **b**"
HOSTILE_SOURCE = "<img src=http://evil.example/s.png onerror=alert(2)> Gazette"
HOSTILE_WORDS = (
    "The lighthouse of Vessel Point cost 310 crowns </p><script>alert(3)</script> <img src=http://evil.example/i.png>"
)


def moment(day: int) -> datetime:
    """Return a day of November 2022."""
    return datetime(2022, 11, day, tzinfo=UTC)


def harbour() -> Article:
    """A plain article; each of its first sentences answers one question."""
    return article(
        id="",
        title="Storm closes Port Ellery for a second night",
        source="Ellery Herald",
        url="https://herald.example/storm?page=1",
        authors=["Ana Reyes", "Tom Okafor"],
        published=moment(15),
        updated=moment(16),
        text=(
            "Port Ellery stayed shut on Tuesday as a storm held the coast. About 1,400 homes were left without power "
            "in the old town.\n\nForty-two people were rescued from the ferry Marigold, the coastguard said. Marta "
            "Lindqvist, the harbour master of Port Ellery, said the breakwater had held.\n\n"
            "The new ferry terminal will cost £36 million. The old terminal will close in March.\n\n"
            + "\n\n".join(
                f"Crews worked through the night on pier {pier}, where the cranes stood idle." for pier in range(1, 30)
            )
        ),
    )


def emoji() -> Article:
    """An article whose answer follows characters of two UTF-16 units each."""
    return article(
        id="emoji?day=1#top",
        title="Carnival 🎭 draws crowds to Dunmore",
        source="Dunmore Post",
        published=moment(12),
        text=(
            "🎉🎭🎺 What a night 👩‍👩‍👧‍👦 it was, wrote one guest 😀😀😀.\n\n"
            "The Dunmore carnival drew 61,000 visitors 🎉 over the weekend. Trains ran late."
        ),
    )


def hostile() -> Article:
    """An article with hostile title, source, text and id."""
    return article(
        id='../hostile/<b>?x=1&y="2"#\'frag',
        title=HOSTILE_TITLE,
        source=HOSTILE_SOURCE,
        url="javascript:alert(4)",
        published=moment(10),
        text=f"{HOSTILE_WORDS}. The keeper paid for it himself.",
    )


def everything() -> list[Article]:
    """The articles of most browser tests."""
    return [harbour(), emoji(), hostile()]
