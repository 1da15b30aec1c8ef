"""Cut windows of whole sentences out of a text, as the reader gets them."""

import random
import re

from index.text.sentences import sentence_spans

SHORTEST, LONGEST = 25, 120
"""Length of a window in words. Passages of the store are longer (up to 200), but a step costs as much as its tokens."""
_WORD = re.compile(r"\S+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Characters of scripts that put no spaces between words."""
Span = tuple[int, int]


def words(text: str) -> int:
    """Count words; without spaces between words, two characters count as one."""
    return len(_WORD.findall(text)) + len(_UNSPACED.findall(text)) // 2


def window(text: str, span: Span | None, rng: random.Random, without: Span | None = None) -> Span | None:
    """Return a window of consecutive sentences of random length.

    Args:
        text: The whole text.
        span: What the window must hold; None for a random place.
        rng: Chooses length and place.
        without: What the window must not touch; None if no window is left.
    """
    sentences = [spot for spot in sentence_spans(text) if not (without and meet(spot, without))]
    if not sentences:
        return None
    start, end = span or sentences[rng.randrange(len(sentences))]
    first = max((n for n, (low, _) in enumerate(sentences) if low <= start), default=0)
    last = max(first, min((n for n, (_, high) in enumerate(sentences) if high >= end), default=len(sentences) - 1))
    wanted = rng.randint(SHORTEST, LONGEST)
    sizes = [words(text[low:high]) for low, high in sentences]
    held = sum(sizes[first : last + 1])
    while True:
        sides = [n for n in (first - 1, last + 1) if 0 <= n < len(sentences)]
        if without:  # a gap in the middle ends the window
            sides = [n for n in sides if not _between(sentences[min(n, first)], sentences[max(n, last)], without)]
        sides = [n for n in sides if held + sizes[n] <= wanted]
        if not sides:
            break
        chosen = rng.choice(sides)
        held += sizes[chosen]
        first, last = min(first, chosen), max(last, chosen)
    return min(sentences[first][0], start), max(sentences[last][1], end)


def find(part: str, text: str, inside: Span | None = None) -> Span | None:
    """Return where `part` stands in `text` (within `inside`), whatever the white space; None if nowhere."""
    pattern = re.compile(r"\s+".join(re.escape(word) for word in part.split()))
    low, high = inside or (0, len(text))
    found = pattern.search(text, low, high)
    return found.span() if found and found[0] else None


def meet(one: Span, other: Span) -> bool:
    """Return whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def _between(first: Span, last: Span, gap: Span) -> bool:
    return first[1] <= gap[0] and gap[1] <= last[0]
