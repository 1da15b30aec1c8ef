"""Draw the examples of each stage: published sets in many languages, then news and claims."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from training import claims, news, reading
from training.entailment import entailment_pairs, verbatim_pairs
from training.example import Example
from training.questions import paragraph_questions
from training.reading import Asked

One = TypeVar("One")
OWN = Path(__file__).parent / "news"
"""Articles of our own with items by hand."""

ELSEWHERE, CLAIMS_ELSEWHERE = 0.2, 0.06
"""Shares of the questions, and of the claims, on news that are also held beside another part of their article."""
CLAIMS = ("claim", "yesno")
"""Types of items that are judged instead of answered."""
OWN_QUESTIONS, PAIRS = 0.5, 0.8
"""Shares of the questions on articles of our own, and of the pairs by hand, that the second stage takes."""
REPEATED = 1_500
"""Questions of the first stage that the second repeats, so that it keeps what they taught."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """Number of examples of each sort in the first stage."""

    wiki: int = 8_000
    other: int = 1_200
    squad_it: int = 900
    cmrc2018: int = 900
    arcd: int = 600
    piaf: int = 1_000
    xquad: int = 4_500
    qamr: int = 1_000
    elsewhere: int = 2_500
    stated: int = 4_000
    stated_sentences: int = 9_000


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
    made += _some(list(reading.stated(asked, rng)), wanted.stated, rng)
    sentences = list(reading.qamr(sets / "qamr_train.jsonl.gz", around=0))
    made += _some(list(reading.stated(sentences, rng)), wanted.stated_sentences, rng)
    made += claims.from_summedits(data)
    made += claims.from_wice(data / "grounding" / "wice_chunks_dev.jsonl.gz")
    rng.shuffle(made)
    return made


def of_news(data: Path, rng: random.Random) -> list[Example]:
    """Return the second stage.

    Items by hand over news: questions, each in a window, and claims, each in a window or beside its sentence alone;
    windows that lack the answer; the pairs of `training/entailment/`; the questions of `training/questions/`; and some
    questions of the first stage.
    """
    made: list[Example] = []
    for article, item in news.items_of(data):
        if not news.is_held(article):
            made += _of_item(article, item, "wikinews", rng)
    for article, item in news.own_items(OWN):
        if item["type"] in CLAIMS or rng.random() < OWN_QUESTIONS:
            made += _of_item(article, item, "own", rng)
    made += (one for one in entailment_pairs() if rng.random() < PAIRS)
    made += verbatim_pairs(rng)
    made += paragraph_questions(data / "reading" / "squadshifts_train.jsonl.gz")
    made += _some([one for one in general(data, rng) if one.is_question], REPEATED, rng)
    rng.shuffle(made)
    return made


def _of_item(article: news.Row, item: news.Row, origin: str, rng: random.Random) -> Iterator[Example]:
    is_claim = item["type"] in CLAIMS
    if is_claim and rng.random() < 0.5:
        yield from news.alone(article, item, rng, origin)
    else:
        yield from news.examples_of(article, item, rng, origin)
    if rng.random() < (CLAIMS_ELSEWHERE if is_claim else ELSEWHERE):
        yield from news.elsewhere(article, item, rng, origin)


def _some(asked: Sequence[One], count: int, rng: random.Random) -> list[One]:
    return rng.sample(list(asked), min(count, len(asked)))


def _made(asked: Sequence[Asked], make: Callable[[Asked], Example | None]) -> Iterator[Example]:
    return (example for one in asked if (example := make(one)))
