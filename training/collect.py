"""Draw the examples of each stage: published sets in many languages, then news, then claims on news."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from training import claims, news, reading
from training.entailment import entailment_pairs
from training.example import Example
from training.reading import Asked

One = TypeVar("One")
OWN = Path(__file__).parent / "news"
"""Articles of our own with items by hand."""

ELSEWHERE, CLAIMS_ELSEWHERE = 0.2, 0.06
"""Shares of news items, and of claims in the third stage, that are also held beside another part of their article."""
REPEATED, GENERAL_REPEATED = 0.2, 1_500
"""Share of the questions on news, and number of the others, that the third stage repeats."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """Number of examples of each sort in the first stage."""

    wiki: int = 4_800
    other: int = 600
    squad_it: int = 700
    cmrc2018: int = 700
    arcd: int = 500
    piaf: int = 800
    xquad: int = 3_300
    qamr: int = 1_300
    elsewhere: int = 1_400


def general(data: Path, rng: random.Random, amounts: Amounts | None = None) -> list[Example]:
    """Return the first stage: questions on encyclopaedias and newspapers in 15 languages, and claims."""
    wanted = amounts or Amounts()
    sets = data / "reading"
    shifts = list(reading.squad_form(sets / "squadshifts_train.jsonl.gz", "squadshifts"))
    asked = [
        *_some([one for one in shifts if one.origin.endswith("new_wiki")], wanted.wiki, rng),
        *_some([one for one in shifts if not one.origin.endswith("new_wiki")], wanted.other, rng),
        *_some(list(reading.xquad(sets / "xquad_dev.jsonl.gz", sets / "squad2_dev.jsonl.gz", rng)), wanted.xquad, rng),
        *_some(list(reading.qamr(sets / "qamr_train.jsonl.gz")), wanted.qamr, rng),
    ]
    for name in ("squad_it", "cmrc2018", "arcd", "piaf"):
        asked += _some(list(reading.squad_form(sets / f"{name}_train.jsonl.gz", name)), getattr(wanted, name), rng)
    made = list(_made(asked, lambda one: reading.answered(one, rng)))
    made += islice(_made(rng.sample(asked, len(asked)), lambda one: reading.elsewhere(one, rng)), wanted.elsewhere)
    made += claims.from_summedits(data)
    made += claims.from_wice(data / "grounding" / "wice_chunks_dev.jsonl.gz")
    rng.shuffle(made)
    return made


def of_news(data: Path, rng: random.Random, draws: int = 1) -> list[Example]:
    """Return the second stage: items by hand over news, each in `draws` windows, and windows that lack the answer."""
    made: list[Example] = []
    wikinews = [(article, item) for article, item in news.items_of(data) if not news.is_held(article)]
    own = list(news.own_items(OWN))
    for draw in range(draws):
        for origin, some in (("wikinews", wikinews), ("own", own)):
            for article, item in some:
                made += news.examples_of(article, item, rng, origin)
                if rng.random() < ELSEWHERE / (draw + 1):
                    made += news.elsewhere(article, item, rng, origin)
    rng.shuffle(made)
    return made


def of_claims(data: Path, rng: random.Random) -> list[Example]:
    """Return the third stage: claims and yes-or-no questions on news, each in a window and beside its sentence alone.

    With them come the pairs of `training/entailment/`.

    A share of the questions of both earlier stages keeps what they taught.
    """
    made: list[Example] = []
    for article, item in (*news.items_of(data), *news.own_items(OWN)):
        if "id" in article and news.is_held(article):
            continue
        if item["type"] in ("claim", "yesno"):
            made += news.examples_of(article, item, rng, "news")
            made += news.alone(article, item, rng, "news")
            if rng.random() < CLAIMS_ELSEWHERE:
                made += news.elsewhere(article, item, rng, "news")
        elif rng.random() < REPEATED:
            made += news.examples_of(article, item, rng, "news")
    made += entailment_pairs()
    made += _some([one for one in general(data, rng) if one.is_question], GENERAL_REPEATED, rng)
    rng.shuffle(made)
    return made


def _some(asked: Sequence[One], count: int, rng: random.Random) -> list[One]:
    return rng.sample(list(asked), min(count, len(asked)))


def _made(asked: Sequence[Asked], make: Callable[[Asked], Example | None]) -> Iterator[Example]:
    return (example for one in asked if (example := make(one)))
