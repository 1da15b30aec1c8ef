"""Dated events that questions count days from. To add one, edit `rag/language/data/en/dated_events.txt`. Pure."""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from rag.language.word_lists import data_lines

_BEFORE = r"(?:(?:the )?(?:start|beginning|outbreak|launch|day) of )?(?:the |russia(?:n|['’]s) )*"
_AFTER = r"(?: (?:began|begun|started|start|broke out|happened|was launched))?(?!\w)"


def event_at(text: str, at: int) -> tuple[date, int] | None:
    """Return the day of the event that is named at `at` of `text`, and where its name ends."""
    for pattern, day in _events():
        if match := pattern.match(text, at):
            return day, match.end()
    return None


@lru_cache(maxsize=1)
def _events() -> tuple[tuple[re.Pattern[str], date], ...]:
    return parse_events(data_lines("dated_events"))


def parse_events(lines: Iterable[str]) -> tuple[tuple[re.Pattern[str], date], ...]:
    """Return a pattern and a day for each name in the lines of the file, longest name first."""
    named: list[tuple[str, date]] = []
    for line in lines:
        names, _, day = line.partition("=")
        named += [(name.strip(), date.fromisoformat(day.strip())) for name in names.split("|")]
    named.sort(key=lambda event: -len(event[0]))
    return tuple((re.compile(f"{_BEFORE}{_name(name)}{_AFTER}", re.IGNORECASE), day) for name, day in named)


def _name(name: str) -> str:
    """Return the pattern of a name.

    Without its words in brackets it counts only where nothing like them follows: the invasion of another country is
    another event.
    """
    short, bracket, rest = name.partition("(")
    if not bracket:
        return re.escape(name)
    short = short.rstrip()
    whole = f"{short} {rest.partition(')')[0]}"
    return rf"(?:{re.escape(whole)}|{re.escape(short)}(?! (?:of|in|on|by)\b))"
