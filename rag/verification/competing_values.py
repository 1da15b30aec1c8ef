"""Of what a claim says and what the sources say in its place, which one the claim is about. Pure."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from rag.language.keywords import content_stems
from rag.language.mention import Mention
from rag.verification.alignment import affinity

CLEARLY, WITHIN = 2.0, 3.0
"""By so many shared words another value must be nearer, where the sources have the claim's value as well; the second
where one sentence has both."""
LEAST = 2.0
"""A value that shares less with the claim speaks of something else."""

COUNTERPART = 0.25
"""The share of a claim's words that a sentence must have to say something else in their place."""
Item = TypeVar("Item")


def competing_value(
    said: Mention[Item],
    beside: Sequence[Mention[Item]],
    found: Sequence[Mention[Item]],
    agrees: Callable[[Item, Item], bool],
    competes: Callable[[Item, Item], bool],
    least: float = LEAST,
) -> tuple[bool, Mention[Item] | None]:
    """Whether the sources have what is said, and what they say instead of it, where they say something else of the same
    thing. What else the claim says (`beside`) is not said instead."""
    rated = [(affinity(said.text, (said.start, said.end), one.text, (one.start, one.end)), one) for one in found]
    right = [(near, one) for near, one in rated if agrees(said.item, one.item)]
    others = [one.item for one in beside if one != said]
    wrong = [
        (near, one)
        for near, one in rated
        if competes(said.item, one.item) and not any(agrees(item, one.item) for item in (said.item, *others))
    ]
    near, other = max(wrong, key=lambda rate: rate[0], default=(0.0, None))
    if other is None or near < least or not _is_counterpart(said.text, other.text):
        return bool(right), None
    if not right:
        return False, other
    margin = WITHIN if any(one.text == other.text for _, one in right) else CLEARLY
    return True, other if near - max(right, key=lambda rate: rate[0])[0] >= margin else None


def _is_counterpart(claim: str, other: str) -> bool:
    wanted = content_stems(claim)
    return len(wanted & content_stems(other)) >= COUNTERPART * len(wanted)
