"""Dated events that questions count days from. Add one in `rag/language/data/en/dated_events.txt`."""

import re
from datetime import date
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent.parent / "data/en/dated_events.txt"
_OPTIONAL = re.compile(r"\s*\(([^)]*)\)")
_BEFORE = r"(?:(?:the )?(?:start|beginning|outbreak|launch|day) of )?(?:the |russia(?:n|['’]s) )*"
_AFTER = r"(?: (?:began|begun|started|start|broke out|happened|was launched))?(?!\w)"


def event_at(text: str, at: int) -> tuple[date, int] | None:
    """The day of the event that is named at `at` of `text`, and where its name ends."""
    for pattern, day in _events():
        if found := pattern.match(text, at):
            return day, found.end()
    return None


@lru_cache(maxsize=1)
def _events() -> tuple[tuple[re.Pattern[str], date], ...]:
    return parse_events(FILE.read_text(encoding="utf-8"))


def parse_events(lines: str) -> tuple[tuple[re.Pattern[str], date], ...]:
    """The events of a file, longest name first."""
    found: list[tuple[str, date]] = []
    for line in lines.splitlines():
        if "=" in line and not line.startswith("#"):
            names, _, day = line.partition("=")
            found += [(name.strip(), date.fromisoformat(day.strip())) for name in names.split("|")]
    found.sort(key=lambda event: -len(event[0]))
    return tuple((re.compile(f"{_BEFORE}{_name(name)}{_AFTER}", re.IGNORECASE), day) for name, day in found)


def _name(name: str) -> str:
    """A name as a pattern. Without the words in brackets it counts only where none like them follow: the invasion of
    another country is another event."""
    optional = _OPTIONAL.search(name)
    if not optional:
        return re.escape(name)
    whole, short = f"{name[: optional.start()]} {optional[1]}", name[: optional.start()]
    return rf"(?:{re.escape(whole)}|{re.escape(short)}(?! (?:of|in|on|by)\b))"
