"""Figures with what they count: "about 48 million dollars", "two thirds", "between 70 and 80 missiles". Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import floor, isclose, log10

from index.text.analyzer import stems
from rag.language.hedges import Hedge, hedge_of
from rag.language.keywords import content_words
from rag.language.mention import Mention
from rag.language.numbers import Number, numbers_in
from rag.language.patterns import load_patterns
from rag.language.word_lists import data_table, word_set

NEARLY = 0.1
"""Share by which a rounded figure may differ from the exact one."""
PASSING = 1.5
"""Factor by which a count may exceed "more than" so many."""
APART = 20
"""Factor beyond which two amounts are of different things."""
_PATTERNS = load_patterns("quantities")
_ORDINALS: dict[str, int] = data_table("numbers", "ordinals")
_FRACTIONS: dict[str, int] = data_table("numbers", "fractions")
_VAGUE: dict[str, tuple[float, float]] = data_table("numbers", "vague")
_CURRENCIES: dict[str, str] = data_table("units", "currency_signs")
_SECONDS: dict[str, int] = data_table("units", "seconds")
_UNITS: dict[str, str] = {
    unit: name
    for name, written in data_table("units", "units").items()
    for word in written
    for unit in (stems(word) or (word,))
}
"""Stems of how a unit is written -> its name."""
_SKIPPED = word_set("of the these those its their his her such other more new different more further additional in")
"""Words between a number and what it counts."""
_BOUNDS: dict[Hedge, int] = {"above": 1, "below": -1}
"""Hedge -> on which side of its number the count lies."""
_OLDEST = 120
"""Years: up to this, a number between commas is an age."""


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount. It says that the count lies from `low` to `high`; `value` is what is written.

    `unit` is a measure ("dollar", "percent", "ordinal"), `noun` the stems of what else it counts. `bound` says on which
    side of the value the count lies (1 above, -1 below, 0 neither). A `rounded` figure is met by what rounds to it, a
    `span` ("70 to 80") only by the same one or by what lies inside; `vague` is what names no number ("dozens").
    """

    value: float
    low: float
    high: float
    unit: str = ""
    noun: frozenset[str] = frozenset()
    bound: int = 0
    rounded: bool = False
    span: bool = False
    vague: bool = False

    @property
    def measure(self) -> str:
        """The unit, the same for all spans of time."""
        return "time" if self.unit in _SECONDS else self.unit

    @property
    def scale(self) -> int:
        """One of its unit in the smallest unit of its measure (seconds for time)."""
        return _SECONDS.get(self.unit, 1)


@lru_cache(maxsize=4096)
def figures_in(text: str) -> tuple[Mention[Figure], ...]:
    """Return the figures of `text` in order, years and days of months included (`plain_figures` leaves them out)."""
    taken: list[tuple[int, int]] = []
    figures: list[Mention[Figure]] = []
    for figure in (*_fractions(text), *_ordinals(text), *_vague(text), *_plain(text), *_times(text)):
        if all(figure.end <= low or figure.start >= high for low, high in taken):
            taken.append((figure.start, figure.end))
            figures.append(figure)
    return tuple(sorted(figures, key=lambda figure: figure.start))


def _fractions(text: str) -> Iterator[Mention[Figure]]:
    for match in _PATTERNS["fraction"].finditer(text):
        over = 2 if match["share"] else _FRACTIONS[match["part"].lower()]
        many = 1 if match["share"] or match["count"].lower() in ("a", "an") else next(numbers_in(match["count"])).value
        value = 100 * many / over
        if value < 100:
            yield Mention(Figure(value, value - 3, value + 3, "percent", rounded=True), text, *match.span())


def _ordinals(text: str) -> Iterator[Mention[Figure]]:
    for match in _PATTERNS["ordinal"].finditer(text):
        word = match[0].lower()
        value = float(_ORDINALS.get(word) or "".join(filter(str.isdigit, word)))
        yield Mention(Figure(value, value, value, "ordinal", _unit("", text[match.end() :])[1]), text, *match.span())


def _vague(text: str) -> Iterator[Mention[Figure]]:
    for match in _PATTERNS["vague"].finditer(text):
        low, high = _VAGUE[match[0].lower()]
        unit, noun = _unit("", text[match.end() :])
        yield Mention(Figure(low, low, high, unit, noun, rounded=True, vague=True), text, *match.span())


def _times(text: str) -> Iterator[Mention[Figure]]:
    """Yield "a day", which may stand for 24 hours."""
    for match in _PATTERNS["span_of_time"].finditer(text):
        yield Mention(Figure(1, 1, 1, match["unit"].lower(), vague=True), text, *match.span())


def _plain(text: str) -> Iterator[Mention[Figure]]:
    numbers = [number for number in numbers_in(text) if not _only_names(text, number)]
    at = 0
    while at < len(numbers):
        first = last = numbers[at]
        if at + 1 < len(numbers) and _is_span(text, first, numbers[at + 1]):
            at += 1
            last = numbers[at]
        yield _figure(text, first, last)
        at += 1


def _only_names(text: str, number: Number) -> bool:
    """Return whether a number only names (Kh-101), tells the time (17:10), or is the "one" of "one of them"."""
    before, after = text[: number.start], text[number.end :]
    if any(match.start() <= number.start < match.end() for match in _PATTERNS["clock"].finditer(text)):
        return True
    if not before.strip(" \n*-•(#") and after[:2] in (". ", ") "):  # the number of a list item
        return True
    if _PATTERNS["in_name"].search(before):
        return True
    return text[number.start : number.end].lower() == "one" and bool(_PATTERNS["no_count"].match(after))


def _is_span(text: str, first: Number, second: Number) -> bool:
    between = text[first.end : second.start]
    open_ = between.strip(" $€£¥") not in ("and", "or") or _PATTERNS["between"].search(text[: first.start])
    return bool(_PATTERNS["to"].match(between) and open_ and second.value > first.value)


def _figure(text: str, first: Number, last: Number) -> Mention[Figure]:
    before, after, value = text[max(0, first.start - 24) : first.start], text[last.end :], last.value
    unit, noun = _unit(before, after)
    if not unit and _is_age(before, after, value):
        unit, noun = "year", frozenset()
    if first is not last:
        low = first.value * (value / _digits(text, last) if first.value < value / 1e3 else 1.0)
        return Mention(Figure(value, low, value, unit, noun, span=True), text, first.start, last.end)
    hedge = hedge_of(before)
    rough, bound = hedge == "rough" or bool(_PATTERNS["rough_after"].match(after)), _BOUNDS.get(hedge, 0)
    low = value / PASSING if bound < 0 else value * (1 - NEARLY) if rough else value
    high = value * PASSING if bound > 0 else value * (1 + NEARLY) if rough else value
    in_words = bool(_PATTERNS["scaled"].search(text[first.start : first.end]))
    return Mention(Figure(value, low, high, unit, noun, bound, rough or in_words), text, first.start, last.end)


def _is_age(before: str, after: str, value: float) -> bool:
    """Return whether a number is an age: "aged 41", or "Brandt, 41,"."""
    aside = _PATTERNS["aside"].match(after) and before.endswith(", ")
    return bool(_PATTERNS["aged"].search(before) or (aside and value <= _OLDEST))


def _digits(text: str, number: Number) -> float:
    """Return the 2.5 of "2.5 million"."""
    digits = _PATTERNS["digits"].match(text[number.start : number.end])
    return float(digits[0].replace(",", "")) if digits else number.value


def _unit(before: str, after: str) -> tuple[str, frozenset[str]]:
    """Return the unit of a number between the two texts, or else the stems of the nouns that it counts."""
    if before.rstrip()[-1:] in _CURRENCIES:
        return _CURRENCIES[before.rstrip()[-1]], frozenset()
    if _PATTERNS["percent"].match(after):
        return "percent", frozenset()
    noun: list[str] = []
    for match in _PATTERNS["word"].finditer(_PATTERNS["clause_end"].split(after[:60])[0]):
        word = match[0].lower()
        stem = (stems(word) or (word,))[0]
        if stem in _UNITS and len(noun) < 2:
            return _UNITS[stem], frozenset()
        if content_words(word) and word not in _SKIPPED:
            noun.append(stem)
        elif noun or word not in _SKIPPED:
            break
    return "", frozenset(noun[:3])


def end_with_percent(figure: Mention[Figure]) -> int:
    """Return where a figure ends, its "%" or "percent" included."""
    sign = _PATTERNS["percent"].match(figure.text[figure.end :]) if figure.item.unit == "percent" else None
    return figure.end + (sign.end() if sign else 0)


def same_figure(claimed: Figure, reported: Figure) -> bool:
    """Return whether a source with `reported` supports a claim with `claimed`."""
    same = claimed.measure == reported.measure
    one_lacks_its_unit = "" in (claimed.measure, reported.measure) and not (_strict(claimed) or _strict(reported))
    if not same and not one_lacks_its_unit:
        return False
    ratio = reported.scale / claimed.scale if same else 1.0
    value, low, high = reported.value * ratio, reported.low * ratio, reported.high * ratio
    if claimed.bound * reported.bound < 0:
        return False
    if isclose(claimed.value, value, rel_tol=1e-6):
        return not (claimed.span and reported.span) or isclose(claimed.low, low, rel_tol=1e-6)
    if reported.span and not claimed.span and isclose(claimed.value, low, rel_tol=1e-6):
        return True
    if claimed.low < claimed.high:
        return claimed.low <= value <= claimed.high and not reported.span
    if reported.measure == "percent" and reported.rounded and not reported.bound:
        return low <= claimed.value <= high
    return claimed.rounded and not reported.vague and _rounds_to(value, claimed.value)


def competing_figure(claimed: Figure, reported: Figure) -> bool:
    """Return whether the two may count the same thing."""
    if claimed.measure != reported.measure or reported.vague:
        return False
    if claimed.measure not in ("", "ordinal"):
        small = min(claimed.value, reported.value)
        large = max(claimed.value * claimed.scale, reported.value * reported.scale)
        return large <= APART * small * min(claimed.scale, reported.scale)
    return bool(claimed.noun & reported.noun) or not claimed.noun or not reported.noun


def _strict(figure: Figure) -> bool:
    """Return whether it needs its unit to be the same."""
    return figure.unit in ("percent", "ordinal")


def _rounds_to(exact: float, rounded: float) -> bool:
    """Return whether `exact` rounds to `rounded`, as 1,234,000 does to 1.2 million."""
    if exact <= 0 or rounded <= 0:
        return exact == rounded
    step = 10.0 ** floor(log10(rounded))
    while step > 1e-6 and not isclose(rounded / step, round(rounded / step), abs_tol=1e-6):
        step /= 10
    return abs(exact - rounded) <= min(step / 2, NEARLY * rounded)
