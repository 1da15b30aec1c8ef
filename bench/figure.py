"""Figures: named numbers, with bootstrap intervals for quality."""

import random
from collections.abc import Callable, Sequence
from statistics import fmean, median, quantiles
from typing import TypeVar

Item = TypeVar("Item")
Figure = dict[str, float | list[float]]
"""Name -> a number, or the lower and upper end of an interval."""
RESAMPLES = 1_000
"""Usual for a 95% percentile interval."""
SEED = 3
"""Arbitrary; fixed, so that the same items always give the same interval."""


def interval(
    items: Sequence[Item], statistic: Callable[[Sequence[Item]], float], resamples: int = RESAMPLES
) -> list[float]:
    """Compute the 95% percentile bootstrap interval of a statistic, always with the same seed.

    Args:
        items: Measured items, resampled with replacement.
        statistic: Computes the figure from items.
        resamples: Number of resamples.

    Returns:
        Lower and upper end.
    """
    rng = random.Random(SEED)
    values = sorted(statistic(rng.choices(items, k=len(items))) for _ in range(resamples))
    return [values[int(resamples * 0.025)], values[int(resamples * 0.975) - 1]]


def mean_with_interval(name: str, values: Sequence[float]) -> Figure:
    """Return the mean of `values` as `name`, and its interval as `name` 95%."""
    return {name: fmean(values), f"{name} 95%": interval(values, fmean)}


def times(milliseconds: Sequence[float]) -> Figure:
    """Return the median, the 95th percentile and the maximum, in milliseconds."""
    return {"p50": median(milliseconds), "p95": quantiles(milliseconds, n=20)[-1], "max": max(milliseconds)}


def shown(figure: Figure) -> str:
    """Format a figure on one line."""
    return "  ".join(f"{name} {_cell(value)}" for name, value in figure.items())


def table(columns: dict[str, dict[str, Figure]]) -> str:
    """Format figures side by side: one row per number, one column per run."""
    rows = list(dict.fromkeys((name, part) for found in columns.values() for name in found for part in found[name]))
    lines = [["", *columns]]
    for name, part in rows:
        cells = (found.get(name, {}).get(part) for found in columns.values())
        lines.append([f"{name}: {part}", *(_cell(value) for value in cells)])
    first = max(len(line[0]) for line in lines)
    return "\n".join(f"{line[0]:{first}}" + "".join(f"{cell:>18}" for cell in line[1:]) for line in lines)


def _cell(value: float | list[float] | None) -> str:
    if value is None:
        return "–"
    return f"[{value[0]:,.3f}, {value[1]:,.3f}]" if isinstance(value, list) else _short(value)


def _short(value: float) -> str:
    return f"{value:,.3f}" if abs(value) < 100 else f"{value:,.0f}"
