"""Patterns: the regular expressions of a language, kept as data in `data/<language code>/patterns/<topic>.toml`.

A file has up to three tables:

    [parts]        # pieces that patterns use as <<name>>: a string, or a list whose items are alternatives;
    days = ["today", "tomorrow"]      # "@saying" takes the word list data/en/saying.txt,
    weekday = "@calendar.weekdays"    # "@calendar.weekdays" the words of a table of data/en/calendar.toml
    [patterns]     # name = 'pattern', any case; or {pattern = 'pattern', case = true} where capitals matter; a long
                   # pattern may go over several lines ('''), whose outer spaces count for nothing: write [ ] for one
    when = '\\b(?:<<days>>)\\b'
    [[rules]]      # patterns with a label, tried in the order of the file
    label = "date"
    pattern = '\\bwhen\\b'

All parts are put in and all patterns compiled once, when the topic is loaded.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rag.language.word_lists import DATA, data_table, word_list

Pattern = re.Pattern[str]
Match = re.Match[str]
_PART = re.compile(r"<<(\w+)>>")


@dataclass(frozen=True, slots=True)
class Patterns:
    """The patterns of one topic: by name, and as labelled rules in their order."""

    named: Mapping[str, Pattern]
    rules: tuple[tuple[str, Pattern], ...]

    def __getitem__(self, name: str) -> Pattern:
        return self.named[name]

    def labelled(self, *labels: str) -> tuple[Pattern, ...]:
        """Return the rules that have one of these labels, in the order of the labels, then of the file."""
        return tuple(pattern for wanted in labels for label, pattern in self.rules if label == wanted)


@lru_cache(maxsize=128)
def load_patterns(topic: str, language: str = "en") -> Patterns:
    """Load and compile the patterns of a topic.

    Args:
        topic: The file's name without ".toml".
        language: ISO 639-1 code of the folder that it lies in.

    Raises:
        FileNotFoundError: There is no such file.
        KeyError: A pattern uses a part that the file does not define.
        re.error: A pattern is not a regular expression.
    """
    file = DATA / language / "patterns" / f"{topic}.toml"
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    parts: dict[str, str] = {}
    for name, value in content.get("parts", {}).items():
        parts[name] = _filled(_part(value, language), parts)
    named = {name: _compiled(value, parts) for name, value in content.get("patterns", {}).items()}
    rules = tuple((rule["label"], _compiled(rule, parts)) for rule in content.get("rules", ()))
    return Patterns(named, rules)


def _part(value: str | list[str], language: str) -> str:
    if isinstance(value, list):
        return "|".join(value)
    value = _joined(value)
    if not value.startswith("@"):
        return value
    file, _, table = value[1:].partition(".")
    # Longer words first: of "sept" and "september", the longer one is meant where it stands.
    words = sorted(data_table(file, table, language), key=len, reverse=True) if table else word_list(file, language)
    return "|".join(re.escape(word) for word in words)


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    return _PART.sub(lambda match: parts[match[1]], pattern)


def _compiled(value: str | dict[str, Any], parts: Mapping[str, str]) -> Pattern:
    given: dict[str, Any] = {"pattern": value} if isinstance(value, str) else value
    return re.compile(_filled(_joined(given["pattern"]), parts), re.NOFLAG if given.get("case") else re.IGNORECASE)


def _joined(pattern: str) -> str:
    """Join the lines of a pattern: line ends inside it are for people to read and count for nothing."""
    return "".join(line.strip(" ") if at else line for at, line in enumerate(pattern.split("\n")))
