"""Reads a file of names: one entity per line, with its spellings, its roles and their dates."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from pathlib import Path

from index.errors import UsageError

MOST = 64
"""Maximum number of spellings that the alternatives ("/") of one name expand to."""
_COMMENT = re.compile(r"(?:^|\s)#.*")
_ROLE = re.compile(r"role\s*:\s*(?P<role>.*)", re.IGNORECASE)
_DAY = re.compile(r"(?P<which>since|until)\s+(?P<day>.+)", re.IGNORECASE)
Fold = Callable[[str], tuple[str, ...]]
"""Splits a text into words as they are compared."""


@dataclass(frozen=True, slots=True)
class Form:
    """One spelling of a name or role.

    Attributes:
        text: The spelling as written.
        words: Its folded words.
        capitals: Which of the words begin with a capital.
        exact: Whether it matches only with its capitals.
        upper: Whether it consists of capitals.
    """

    text: str
    words: tuple[str, ...]
    capitals: tuple[bool, ...]
    exact: bool
    upper: bool


@dataclass(frozen=True, slots=True)
class Role:
    """A role in several wordings, held from `since` until the day before `until`."""

    forms: tuple[Form, ...]
    since: date | None = None
    until: date | None = None

    def holds(self, day: date | None) -> bool:
        """Return whether the role was held on a day; False if the day is unknown."""
        return day is not None and (self.since or day) <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, place or thing: its spellings, the usual one first, and its roles."""

    forms: tuple[Form, ...]
    roles: tuple[Role, ...] = ()

    def and_also(self, other: "Entity") -> "Entity":
        """Return this entity with the spellings and roles of another line added."""
        return replace(self, forms=tuple(dict.fromkeys((*self.forms, *other.forms))), roles=(*self.roles, *other.roles))


def read_names(file: Path, fold: Fold) -> Iterator[Entity]:
    """Yield the entities of a file.

    Raises:
        UsageError: The file cannot be read, or has an invalid line.
    """
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        problem = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise UsageError(f"the file of names {file} cannot be read ({problem}); fix or remove it") from None
    for number, line in enumerate(lines, 1):
        if content := _COMMENT.sub("", line).strip():
            try:
                yield _entity(content, fold)
            except ValueError as error:
                raise UsageError(f"{file}:{number}: {error}") from None


def _entity(line: str, fold: Fold) -> Entity:
    named, *sections = line.split(";")
    forms = tuple(dict.fromkeys(form for text in named.split("=") for form in _forms(text, fold)))
    roles = tuple(_role(section.strip(), fold) for section in sections)
    if len(forms) == 1 and not roles:
        raise ValueError(f"{forms[0].text!r} has one spelling only; write the others after it: Kyiv = Kiev")
    return Entity(forms, roles)


def _role(section: str, fold: Fold) -> Role:
    match = _ROLE.fullmatch(section)
    if not match:
        raise ValueError(f"{section!r} is no role; after ';' write role: president of Ukraine, since 2019-05-20")
    forms: list[Form] = []
    days: dict[str, date] = {}
    for part in (part.strip() for part in match["role"].split(",")):
        if dated := _DAY.fullmatch(part):
            days[dated["which"].lower()] = _day(dated["day"])
        else:
            forms += _forms(part, fold)
    role = Role(tuple(forms), days.get("since"), days.get("until"))
    if not forms:
        raise ValueError("the role has no name; write role: president of Ukraine, since 2019-05-20")
    if role.since and role.until and role.since >= role.until:
        raise ValueError(f"the role ends on {role.until}, before it begins on {role.since}")
    return role


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a day; write it as 2019-05-20") from None


def _forms(text: str, fold: Fold) -> Iterator[Form]:
    """Yield the spellings that a text stands for: "Volodymyr/Vladimir Putin" stands for two."""
    exact = text.strip().endswith("!")
    choices = [word.split("/") for word in text.strip().rstrip("!").split()]
    if not choices:
        raise ValueError("a name is missing before or after '=' (or ',')")
    count = 1
    for words in choices:
        count *= len(words)
    if count > MOST:
        raise ValueError(f"{text.strip()!r} stands for {count} spellings, more than {MOST}; use fewer '/'")
    for spelling in product(*choices):
        yield _form(" ".join(spelling), exact, fold)


def _form(text: str, exact: bool, fold: Fold) -> Form:
    words = fold(text)
    if not words or not all(fold(word) for word in text.split()):
        raise ValueError(f"{text!r} has no letters where a name should be")
    upper = text.replace(".", "").isupper() and len(words) == 1
    written = re.findall(r"[^\W_]+", text)
    capitals = tuple(word[0].isupper() for word in written) if len(written) == len(words) else (True,) * len(words)
    return Form(text, words, capitals, exact or upper, upper)
