"""What outlets make of a text that is there: reprints, an agency's next version of its running story, corrections."""

import random
from collections.abc import Sequence

from bench.stream.marks import Ledger, Statement
from bench.stream.phrases import Phrases, drawn
from bench.stream.write import asides, spoken

KEPT = 0.42
"""At most this share of a running story's next version stood in the one before."""


def reprinted(rng: random.Random, paragraphs: Sequence[str], agency: str, phrases: Phrases) -> tuple[str, ...]:
    """A text as another outlet carries it: cut at the end, with a paragraph more, with words swapped, with the agency's
    name (where it is an agency's), or as it is."""
    own = list(paragraphs)
    if len(own) > 3 and rng.random() < 0.4:
        own = _cut(own)
    if rng.random() < 0.35:
        own.append(asides(rng, phrases))
    if rng.random() < 0.25:
        old, new = rng.choice(phrases["edits"]["swaps"])
        own = [paragraph.replace(old, new, 1) for paragraph in own]
    return credited(rng, own, agency, phrases) if agency and not any(agency in one for one in own) else tuple(own)


def credited(rng: random.Random, paragraphs: Sequence[str], agency: str, phrases: Phrases) -> tuple[str, ...]:
    """A text with its agency's name before it or after it."""
    if rng.random() < 0.5:
        before: str = drawn(rng, phrases["edits"]["credits_before"])
        return (before.format(agency=agency, text=paragraphs[0]), *paragraphs[1:])
    after: str = drawn(rng, phrases["edits"]["credits_after"])
    return (*paragraphs, after.format(agency=agency))


def rewritten(
    rng: random.Random, before: Sequence[str], new: Sequence[str], ledger: Ledger, phrases: Phrases
) -> tuple[str, ...]:
    """The next version of a running story: the new paragraphs, and of the old ones those without figures, as far as
    more than half stays new."""
    kept: list[str] = []
    credit = tuple(after.split("{agency}")[0] for after in phrases["edits"]["credits_after"])
    words = sum(len(paragraph.split()) for paragraph in new)
    for paragraph in rng.sample(list(before[1:]), len(before) - 1):
        length = sum(len(one.split()) for one in [*kept, paragraph])
        if (
            not any(ledger.statements(paragraph))
            and not paragraph.startswith(credit)
            and length / (length + words) <= KEPT
        ):
            kept.append(paragraph)
    return (*new, *kept)


def mistaken(
    rng: random.Random, paragraphs: Sequence[str], ledger: Ledger
) -> tuple[tuple[str, ...], Statement, int] | None:
    """The text with one of its figures wrong, which figure, and what it says instead; None where it gives none."""
    given = [one for paragraph in paragraphs for one in ledger.statements(paragraph) if one.role == "reported"]
    if not given:
        return None
    right = rng.choice(given)
    wrong = _slip(right.value)

    def change(statement: Statement, figure: str) -> str:
        if statement is not right:
            return ledger.mark(statement, figure)
        return ledger.mark(Statement(right.fact, right.by, right.at, wrong, "mistaken"), spoken(rng, wrong))

    return tuple(ledger.restated(paragraph, change) for paragraph in paragraphs), right, wrong


def _cut(paragraphs: list[str]) -> list[str]:
    """The first paragraphs, up to about two thirds of the words."""
    words, kept = sum(len(one.split()) for one in paragraphs), list[str]()
    for paragraph in paragraphs:
        kept.append(paragraph)
        if sum(len(one.split()) for one in kept) >= words * 0.65:
            break
    return kept


def _slip(value: int) -> int:
    """A figure as it is mistyped: its digits the other way round, or one too many of the first."""
    turned = int(str(value)[::-1]) if value < 100 else value
    return turned if turned != value and turned > 2 else value + 10 ** (len(str(value)) - 1)
