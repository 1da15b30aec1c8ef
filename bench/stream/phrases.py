"""The phrase books that articles and questions are made from, by name.

Rules were written with texts from the first book at hand, so its figures flatter. The held-out book has the same keys
and slots in other words. Never read it, or a text made from it, while you work on rules: read only its figures.
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
    """Draw one option. A single option takes no draw, so that later draws do not change."""
    return rng.choice(options) if len(options) > 1 else options[0]
