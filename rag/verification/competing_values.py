"""Competing values: the values that sources give in place of a claim's. Pure."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from rag.language.keywords import content_stems
from rag.language.mention import Mention
from rag.verification.alignment import affinity

CLEARLY, WITHIN = 2.0, 3.0
"""Shared words by which another value must be nearer if the sources have the claim's value too: in other sentences, and
in the same sentence."""
LEAST = 2.0
"""Affinity below which a value is about something else."""
COUNTERPART = 0.25
"""Share of a claim's words that a sentence with a competing value must have."""
Item = TypeVar("Item")


def competing_value(
    claimed: Mention[Item],
    beside: Sequence[Mention[Item]],
    source_values: Sequence[Mention[Item]],
    agrees: Callable[[Item, Item], bool],
    competes: Callable[[Item, Item], bool],
    least: float = LEAST,
) -> tuple[bool, Mention[Item] | None]:
    """Compare a claim's value with those of the sources.

    Args:
        claimed: The claim's value.
        beside: All values of the claim: none of them competes with `claimed`.
        source_values: The values of the sources.
        agrees: Whether two values are the same.
        competes: Whether a value of the sources can take the place of the claim's.
        least: Affinity that a competing value needs.

    Returns:
        Whether the sources have the claim's value, and the value that they have in its place, if there is one.
    """
    rated = [
        (affinity(claimed.text, (claimed.start, claimed.end), value.text, (value.start, value.end)), value)
        for value in source_values
    ]
    right = [(near, value) for near, value in rated if agrees(claimed.item, value.item)]
    others = [value.item for value in beside if value != claimed]
    wrong = [
        (near, value)
        for near, value in rated
        if competes(claimed.item, value.item) and not any(agrees(item, value.item) for item in (claimed.item, *others))
    ]
    near, other = max(wrong, key=lambda rate: rate[0], default=(0.0, None))
    if other is None or near < least or not _is_counterpart(claimed.text, other.text):
        return bool(right), None
    if not right:
        return False, other
    margin = WITHIN if any(value.text == other.text for _, value in right) else CLEARLY
    return True, other if near - max(right, key=lambda rate: rate[0])[0] >= margin else None


def _is_counterpart(claim: str, other: str) -> bool:
    wanted = content_stems(claim)
    return len(wanted & content_stems(other)) >= COUNTERPART * len(wanted)
