"""Make a true sentence false, or a question ask for something else, by a single edit."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from rag.language.keywords import content_words
from training.neighbours import Neighbours
from training.words import INVENTED, MONTHS, NUMBER_WORDS, OPPOSITES, ORDINALS, SAYING, STOP_NAMES, THINGS, WEEKDAYS

Kind = Literal["number", "date", "name", "negation", "opposite", "roles", "attribution", "neighbour", "invented"]

_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+|(?<![\w.,])\d+(?:\.\d+)?(?!\w)")
_NO_NAME = rf"(?!(?:{'|'.join([*STOP_NAMES, *WEEKDAYS, *MONTHS])})\b)"
_NAME = re.compile(rf"\b{_NO_NAME}[A-Z][\w'’-]+(?:\s(?:of\s|the\s|de\s|van\s)?[A-Z][\w'’-]+)*")
_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(NUMBER_WORDS)})\b", re.IGNORECASE)
_ORDINAL = re.compile(rf"\b(?:{'|'.join(ORDINALS)})\b", re.IGNORECASE)
_DATE = re.compile(rf"\b(?:{'|'.join([*MONTHS, *WEEKDAYS])})\b")
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|could|will|would|should|did|does|do|may|might|must)\b(?! (?:not|n't))"
)
_NOT = re.compile(r"\b(?:not|never) |(?<=\w)n['’]t\b")
_SAID = rf"(?:{'|'.join(SAYING)})\b"
_SPEAKER = re.compile(rf"({_NAME.pattern})(?=,? {_SAID})|(?:(?<=said )|(?<=according to ))({_NAME.pattern})")


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit: `old` became `new` at `start`, which gave `text`."""

    text: str
    kind: Kind
    start: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Editor:
    """Makes edits; `names` are replacements for when the passage has no other name."""

    rng: random.Random
    neighbours: Neighbours
    names: Sequence[str]

    def edit(self, text: str, passage: str, kinds: Sequence[Kind]) -> Edit | None:
        """Apply the first of `kinds`, in random order, that fits `text`; None if none fits.

        Args:
            text: Sentence or question to edit.
            passage: Source of replacements of the same kind.
            kinds: Kinds of edit to try.
        """
        ways: dict[Kind, Callable[[], Edit | None]] = {
            "number": lambda: self._number(text, passage),
            "date": lambda: self._date(text),
            "name": lambda: self._name(text, passage, names_in(text)),
            "negation": lambda: self._negation(text),
            "opposite": lambda: self._opposite(text),
            "roles": lambda: self._roles(text),
            "attribution": lambda: self._attribution(text, passage),
            "neighbour": lambda: self._neighbour(text),
            "invented": lambda: self._invented(text),
        }
        for kind in self.rng.sample(list(kinds), len(kinds)):
            edit = ways[kind]()
            if edit and edit.text.lower() != text.lower():
                return edit
        return None

    def _number(self, text: str, passage: str) -> Edit | None:
        found = self._one(
            list(_NUMBER.finditer(text)) + list(_NUMBER_WORD.finditer(text)) + list(_ORDINAL.finditer(text))
        )
        if not found:
            return None
        old = found[0]
        if not old[0].isdigit():
            pool = ORDINALS if old.lower() in ORDINALS else NUMBER_WORDS
            new = self.rng.choice([word for word in pool if word != old.lower()])
            return _put(text, found, new if old.islower() else new.capitalize(), "number")
        others = [other for other in _NUMBER.findall(passage) if other != old and _year(other) == _year(old)]
        new = self.rng.choice(others) if others and self.rng.random() < 0.5 else self._other_number(old)
        return _put(text, found, new, "number")

    def _other_number(self, old: str) -> str:
        if _year(old):
            return str(int(old) + self.rng.choice([-30, -10, -7, -3, -2, -1, 1, 2, 3, 5, 10, 20]))
        at = self.rng.choice([place for place, character in enumerate(old) if character.isdigit()])
        digit = self.rng.choice([digit for digit in "123456789" if digit != old[at]])
        return old[:at] + digit + old[at + 1 :]

    def _date(self, text: str) -> Edit | None:
        found = self._one(list(_DATE.finditer(text)))
        if not found:
            return None
        pool = MONTHS if found[0] in MONTHS else WEEKDAYS
        return _put(text, found, self.rng.choice([word for word in pool if word != found[0]]), "date")

    def _name(self, text: str, passage: str, among: Sequence[re.Match[str]]) -> Edit | None:
        found = self._one(among)
        if not found:
            return None
        mine = set(found[0].lower().split())
        near = [name[0] for name in names_in(passage) if mine.isdisjoint(name[0].lower().split())]
        near = [name for name in near if name not in text]
        pool = near if near and self.rng.random() < 0.7 else self.names
        return _put(text, found, self.rng.choice(pool), "name")

    def _negation(self, text: str) -> Edit | None:
        if found := self._one(list(_NOT.finditer(text))):
            return _put(text, found, "", "negation")
        found = self._one(list(_AUXILIARY.finditer(text)))
        return (
            _put(text, found, f"{found[0]} {self.rng.choice(['not', 'not', 'never'])}", "negation") if found else None
        )

    def _opposite(self, text: str) -> Edit | None:
        found = self._one([word for word in re.finditer(r"\b[a-zA-Z]+\b", text) if word[0].lower() in _OPPOSITE])
        return _put(text, found, self.rng.choice(_OPPOSITE[found[0].lower()]), "opposite") if found else None

    def _roles(self, text: str) -> Edit | None:
        names = names_in(text)
        if len(names) < 2:
            return None
        one, other = sorted(self.rng.sample(names, 2), key=lambda name: name.start())
        between = text[one.end() : other.start()]
        if one[0] == other[0] or re.fullmatch(r",? (?:and|or) |, ", between):
            return None
        swapped = text[: one.start()] + other[0] + between + one[0] + text[other.end() :]
        return Edit(swapped, "roles", one.start(), one[0], other[0])

    def _attribution(self, text: str, passage: str) -> Edit | None:
        edit = self._name(text, passage, list(_SPEAKER.finditer(text)))
        return Edit(edit.text, "attribution", edit.start, edit.old, edit.new) if edit else None

    def _neighbour(self, text: str) -> Edit | None:
        words = [word for word in content_words(text) if word.islower() and self.neighbours.of(word)]
        if not words:
            return None
        word = self.rng.choice(words)
        found = re.search(rf"\b{re.escape(word)}\b", text)
        return _put(text, found, self.rng.choice(self.neighbours.of(word)), "neighbour") if found else None

    def _invented(self, text: str) -> Edit | None:
        clause = self.rng.choice(INVENTED).format(
            year=self.rng.randint(1950, 2024),
            number=self.rng.choice([*range(2, 60), 120, 200, 350, 900]),
            name=self.rng.choice(self.names),
            thing=self.rng.choice(THINGS),
        )
        body = text.rstrip(" .!?\n")
        return Edit(f"{body}{clause}.", "invented", len(body), "", clause)

    def _one(self, found: Sequence[re.Match[str]]) -> re.Match[str] | None:
        return self.rng.choice(found) if found else None


def names_in(text: str) -> list[re.Match[str]]:
    """Find runs of capitalised words, except a single word that opens a sentence and words such as The and When."""
    found = []
    for match in _NAME.finditer(text):
        opens = match.start() == 0 or text[: match.start()].rstrip()[-1:] in ".!?\n"
        if not (opens and " " not in match[0]):
            found.append(match)
    return found


def _year(number: str) -> bool:
    return number.isdigit() and 1500 <= int(number) <= 2100


def _put(text: str, found: re.Match[str], new: str, kind: Kind) -> Edit:
    edited = text[: found.start()] + new + text[found.end() :]
    return Edit(" ".join(edited.split()) if not new else edited, kind, found.start(), found[0], new)


_OPPOSITE: dict[str, list[str]] = {}
for _one, _other in OPPOSITES:
    _OPPOSITE.setdefault(_one, []).append(_other)
    _OPPOSITE.setdefault(_other, []).append(_one)
