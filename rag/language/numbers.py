"""Numbers as people write them, with what they amount to. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TEENS = ["eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_SMALL_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", *_TEENS]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SMALL = {word: value for value, word in enumerate(_SMALL_WORDS)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1e3,
    "million": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
}
NUMBER_WORDS = frozenset((*_SMALL, *(word for word in _SCALES if len(word) > 3)))
"""Words that numbers are written with, without abbreviations such as "bn"."""
_WORD = rf"(?:{'|'.join([*_SMALL, *_SCALES])})\b"
_SCALE = rf"(?:{'|'.join(_SCALES)})s?\b"
_DIGITS = r"(?>(?<![\w.,])(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?)"
_NUMBER = re.compile(
    rf"{_DIGITS}(?:[\s-]?{_SCALE})*(?!\w)|\b(?:an?\s(?={_SCALE})|{_WORD})(?:(?:\s?-\s?|\s)?(?:and\s)?{_WORD})*",
    re.IGNORECASE,
)
_PART = re.compile(rf"\d[\d,]*(?:\.\d+)?|{_SCALE}|{_WORD}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    """A number where it stands: `value` is what `text[start:end]` amounts to."""

    value: float
    start: int
    end: int


def numbers_in(text: str) -> Iterator[Number]:
    """The numbers of `text` in order: 1,400; 2.5 million; 1.2bn; seventy-two; a dozen; two hundred and five."""
    for match in _NUMBER.finditer(text):
        yield Number(_value(match[0]), match.start(), match.end())


def _value(text: str) -> float:
    """Of "two hundred and five thousand", 205000: a scale multiplies what stands before it; the rest is added up."""
    total, group = 0.0, 0.0
    for part in (match[0].lower() for match in _PART.finditer(text)):
        scale = _SCALES.get(part) or _SCALES.get(part.removesuffix("s"))
        if part in _SMALL:
            group += _SMALL[part]
        elif scale is None:
            group += float(part.replace(",", ""))
        elif scale <= 100:
            group = (group or 1.0) * scale
        else:
            total, group = total + (group or 1.0) * scale, 0.0
    return total + group
