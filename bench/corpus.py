"""Generate thousands of different articles with people, places, numbers and days."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from index.article import Article

_SYLLABLES = (
    "bar",
    "cor",
    "dal",
    "fen",
    "gar",
    "hol",
    "kel",
    "lan",
    "mor",
    "nor",
    "pel",
    "ros",
    "sel",
    "tor",
    "wex",
    "yar",
)
_THINGS = ("bridge", "school", "ferry", "stadium", "reservoir", "tram line", "hospital", "library", "harbour", "market")
_PARTICIPLES = (
    "closed",
    "opened",
    "repaired",
    "sold",
    "inspected",
    "rebuilt",
    "flooded",
    "painted",
    "insured",
    "moved",
)
_ROLES = ("mayor", "engineer", "minister", "spokeswoman", "union leader", "judge", "captain", "professor")
_FRAMES = (
    "The {thing} in {place} was {deed} on {day} after {number} residents had asked for it.",
    "{person}, the {role} of {place}, said that the work would cost {number} million euros.",
    "About {number} people live near the {thing}, and most of them had heard nothing of the plan.",
    "According to {person}, a {role}, the {thing} had not been {deed} for {number} years.",
    "In {place} the {thing} was {deed} twice before, and {number} complaints were counted at the time.",
    "“Nobody asked us,” said {person}, whose family has lived in {place} for {number} years.",
    "The council voted {number} to {small} in favour, while the {role} of {place} abstained.",
    "On {day} a second report by {person} put the damage to the {thing} at {number} thousand euros.",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def articles(passages: int, seed: int = 11) -> Iterator[Article]:
    """Generate articles that chunk into about `passages` passages, four per article."""
    rng = random.Random(seed)
    for number in range(max(1, passages // 4)):
        paragraphs = [" ".join(_sentence(rng) for _ in range(8)) for _ in range(4)]
        place = _name(rng)
        yield Article.make(
            fallback_id=f"generated-{number}",
            title=f"{rng.choice(_THINGS).capitalize()} in {place} {rng.choice(_PARTICIPLES)}",
            text="\n\n".join(paragraphs),
            source=f"{_name(rng)} {rng.choice(('Post', 'Times', 'Courier', 'Wire'))}",
            published=datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=number),
            language="en",
        )


def questions(count: int, seed: int = 12) -> list[str]:
    """Generate questions about such articles in everyday wording."""
    rng = random.Random(seed)
    frames = (
        "why was the {thing} in {place} {deed}?",
        "who is the {role} of {place}",
        "How much did the {thing} in {place} cost?",
        "how many people live near the {thing}",
        "when was the {thing} {deed} in {place}?",
    )
    return [_filled(rng, rng.choice(frames)) for _ in range(count)]


def _sentence(rng: random.Random) -> str:
    return _filled(rng, rng.choice(_FRAMES))


def _filled(rng: random.Random, frame: str) -> str:
    return frame.format(
        thing=rng.choice(_THINGS),
        place=_name(rng),
        deed=rng.choice(_PARTICIPLES),
        day=rng.choice(_DAYS),
        person=f"{_name(rng)} {_name(rng)}",
        role=rng.choice(_ROLES),
        number=rng.randint(2, 9999),
        small=rng.randint(0, 9),
    )


def _name(rng: random.Random) -> str:
    return "".join(rng.choices(_SYLLABLES, k=rng.randint(2, 3))).capitalize()
