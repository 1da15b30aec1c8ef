"""The phrase books that articles and questions are put together from, by name.

Rules were written while texts from the first book were read, so its figures flatter. The held-out book has the same
keys and slots in other words. Never read it, or a text made from it, while you work on rules: read only its figures.
"""

import random
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

FIRST, HELD_OUT = "first", "held-out"
FILES = {FIRST: "phrases.toml", HELD_OUT: "phrases_held_out.toml"}
BOOKS = tuple(FILES)
Phrases = dict[str, Any]
Item = TypeVar("Item")


@cache
def phrases(book: str) -> Phrases:
    """Read the phrase book of this name, one of BOOKS."""
    return tomllib.loads((Path(__file__).parent / FILES[book]).read_text(encoding="utf-8"))


def drawn(rng: random.Random, options: Sequence[Item]) -> Item:
    """Draw one; take a single option without a draw, which leaves what is drawn afterwards as it is."""
    return rng.choice(options) if len(options) > 1 else options[0]
