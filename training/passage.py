"""Cut training passages around their answers, and damage them as real input is damaged."""

import random
import re
from dataclasses import dataclass
from typing import Self

from index.text.sentences import sentence_spans
from training.words import BOILERPLATE

SHORTEST, LONGEST = 30, 130
"""Length of a passage in words; shorter than search returns, because a step's cost grows with its tokens."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text split at its answer: `before + answer + after`; `answer` is "" if it has none."""

    before: str
    answer: str
    after: str

    @classmethod
    def of(cls, text: str, span: tuple[int, int] | None) -> Self:
        """Split `text` at its answer."""
        start, end = span or (len(text), len(text))
        return cls(text[:start], text[start:end], text[end:])

    @property
    def text(self) -> str:
        """The whole text."""
        return self.before + self.answer + self.after

    @property
    def span(self) -> tuple[int, int] | None:
        """Position of the answer in `text`."""
        return (len(self.before), len(self.before) + len(self.answer)) if self.answer else None


def cut(text: str, span: tuple[int, int] | None, rng: random.Random) -> Passage:
    """Cut out consecutive sentences of `text` that include its answer."""
    sentences = sentence_spans(text)
    if not sentences:
        return Passage.of(text, span)
    start, end = span or sentences[rng.randrange(len(sentences))]
    first = max((n for n, (low, _) in enumerate(sentences) if low <= start), default=0)
    last = max(first, min((n for n, (_, high) in enumerate(sentences) if high >= end), default=len(sentences) - 1))
    wanted = rng.randint(SHORTEST, LONGEST)
    while _words(text, sentences[first][0], sentences[last][1]) < wanted and (first or last + 1 < len(sentences)):
        if first and (last + 1 == len(sentences) or rng.random() < 0.5):
            first -= 1
        else:
            last += 1
    low, high = min(sentences[first][0], start), max(sentences[last][1], end)
    return Passage(text[low:start], text[start:end], text[end:high]) if span else Passage(text[low:high], "", "")


def damaged(passage: Passage, rng: random.Random) -> Passage:
    """Damage a passage as scraping does: lost spaces, broken lines, page boilerplate. Keep its answer."""
    before, after = passage.before, passage.after
    for damage in rng.sample(_DAMAGES, rng.randint(1, 2)):
        before, after = damage(before, rng), damage(after, rng)
    return Passage(before, passage.answer, after)


def _lost_spaces(text: str, rng: random.Random) -> str:
    return re.sub(r"(?<=[.,;]) (?=\w)", lambda _: "" if rng.random() < 0.25 else " ", text)


def _broken_lines(text: str, rng: random.Random) -> str:
    return re.sub(r"(?<=\w) (?=\w)", lambda _: "\n" if rng.random() < 0.05 else " ", text)


def _stray_sentence_ends(text: str, rng: random.Random) -> str:
    return re.sub(r"(?<=\w) (?=[a-z])", lambda _: ". " if rng.random() < 0.02 else " ", text)


def _boilerplate(text: str, rng: random.Random) -> str:
    ends = [match.end() for match in re.finditer(r"[.!?]\s", text)]
    if not ends:
        return text
    at = rng.choice(ends)
    return f"{text[:at]}{rng.choice(BOILERPLATE)}\n{text[at:]}"


def _doubled_words(text: str, rng: random.Random) -> str:
    return re.sub(r"\b(\w+) ", lambda word: word[0] * (2 if rng.random() < 0.02 else 1), text)


_DAMAGES = [_lost_spaces, _broken_lines, _stray_sentence_ends, _boilerplate, _doubled_words]


def _words(text: str, low: int, high: int) -> int:
    return len(text[low:high].split())
