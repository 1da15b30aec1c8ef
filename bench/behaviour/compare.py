"""Compare two recordings: count equal responses, ignoring run ids and timings, and show how others differ."""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.behaviour.items import Json

IGNORED = frozenset({"timings_ms", "passage_id", "answer_id", "conversation_id"})
"""Fields that vary between runs. An article's id does not: it comes from the article."""
WIDTH = 200
"""Characters shown of a value that differs."""
ABSENT = "(absent)"


@dataclass(frozen=True, slots=True)
class Difference:
    """The first field in which two responses differ, as in `claims[0].text`, with both values."""

    field: str
    old: Any
    new: Any

    @property
    def general(self) -> str:
        """The field without positions, for counting: `claims[].text`."""
        return "".join(letter for letter in self.field if not letter.isdigit())


@dataclass(frozen=True, slots=True)
class Comparison:
    """The result of a comparison, by request key."""

    equal: list[str]
    differing: dict[str, Difference]
    only_old: list[str]
    only_new: list[str]
    requests: dict[str, Json]


def compare(old: Path, new: Path) -> Comparison:
    """Compare two recordings, request by request."""
    before, after = _read(old), _read(new)
    equal: list[str] = []
    differing: dict[str, Difference] = {}
    for key in (key for key in before if key in after):
        found = first_difference(normal(before[key]["response"]), normal(after[key]["response"]))
        if found:
            differing[key] = found
        else:
            equal.append(key)
    requests = {key: row["request"] for key, row in before.items()}
    only_old, only_new = ([key for key in one if key not in other] for one, other in ((before, after), (after, before)))
    return Comparison(equal, differing, only_old, only_new, requests)


def normal(value: Any) -> Any:
    """Return a response without the fields that vary between runs, at any depth."""
    if isinstance(value, dict):
        return {name: normal(one) for name, one in value.items() if name not in IGNORED}
    return [normal(one) for one in value] if isinstance(value, list) else value


def first_difference(old: Any, new: Any, field: str = "") -> Difference | None:
    """Return the first field in which two normalised responses differ, in the old order; None if equal."""
    if isinstance(old, dict) and isinstance(new, dict):
        for name in {**old, **new}:
            within = f"{field}.{name}" if field else name
            found = first_difference(old.get(name, ABSENT), new.get(name, ABSENT), within)
            if found:
                return found
        return None
    if isinstance(old, list) and isinstance(new, list):
        for position in range(max(len(old), len(new))):
            one, other = (side[position] if position < len(side) else ABSENT for side in (old, new))
            found = first_difference(one, other, f"{field}[{position}]")
            if found:
                return found
        return None
    same = type(old) is type(new) and old == new
    return None if same else Difference(field, old, new)


def report(found: Comparison, most: int) -> str:
    """Format a comparison for people: counts by command, counts by field, then at most `most` differences."""
    total = Counter(_group(key) for key in (*found.equal, *found.differing))
    equal = Counter(_group(key) for key in found.equal)
    lines = [f"{name:20} {equal[name]:>6,} of {count:>6,} equal" for name, count in total.items()]
    lines += [
        f"{len(keys):,} requests stand in {side} alone"
        for side, keys in (("OLD", found.only_old), ("NEW", found.only_new))
        if keys
    ]
    fields = Counter(one.general for one in found.differing.values())
    lines += [f"{count:>6,} differ first in {name}" for name, count in fields.most_common()]
    for key, one in list(found.differing.items())[:most]:
        request = found.requests[key]
        asked = request.get("question") or request.get("query") or request.get("text")
        lines += [f"\n{key}  {_short(asked)}", f"  {one.field}", f"  - {_short(one.old)}", f"  + {_short(one.new)}"]
    if len(found.differing) > most:
        lines.append(f"\n{len(found.differing) - most:,} more differ; --most shows them")
    return "\n".join(lines)


def _group(key: str) -> str:
    return key.rpartition("/")[0]


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= WIDTH else f"{text[:WIDTH]}…"


def _read(file: Path) -> dict[str, Json]:
    """Return the rows by key. Drop an incomplete last line."""
    whole, _, _ = file.read_text(encoding="utf-8").rpartition("\n")
    return {row["key"]: row for row in map(json.loads, whole.split("\n") if whole else [])}
