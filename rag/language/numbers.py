"""Numbers as people write them, with what they amount to. Pure.

Words and their values: `data/en/numbers.toml`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rag.language.patterns import load_patterns
from rag.language.word_lists import data_table

_WORDS: dict[str, float] = data_table("numbers", "words")
_SCALES: dict[str, float] = data_table("numbers", "scales")
NUMBER_WORDS = frozenset((*_WORDS, *(word for word in _SCALES if len(word) > 3)))
"""Words that numbers are written with, without abbreviations such as "bn"."""
_PATTERNS = load_patterns("numbers")


@dataclass(frozen=True, slots=True)
class Number:
    """A number where it stands: `value` is what `text[start:end]` amounts to."""

    value: float
    start: int
    end: int


def numbers_in(text: str) -> Iterator[Number]:
    """Yield the numbers of `text` in order: 1,400; 2.5 million; 1.2bn; seventy-two; a dozen; two hundred and five."""
    for match in _PATTERNS["number"].finditer(text):
        yield Number(_value(match[0]), match.start(), match.end())


def _value(text: str) -> float:
    """Add up a number: of "two hundred and five thousand", 205000; a scale multiplies what stands before it."""
    total, group = 0.0, 0.0
    for part in (match[0].lower() for match in _PATTERNS["part"].finditer(text)):
        scale = _SCALES.get(part) or _SCALES.get(part.removesuffix("s"))
        if part in _WORDS:
            group += _WORDS[part]
        elif scale is None:
            group += float(part.replace(",", ""))
        elif scale <= 100:
            group = (group or 1.0) * scale
        else:
            total, group = total + (group or 1.0) * scale, 0.0
    return total + group
