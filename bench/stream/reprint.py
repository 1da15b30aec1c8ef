"""Change published texts: reprints, new versions of an agency's running story, corrections."""

import random
from collections.abc import Sequence

from bench.stream.marks import Ledger, Statement
from bench.stream.phrases import Phrases, drawn
from bench.stream.write import asides, spoken

KEPT = 0.42
"""Largest share of a running story's next version that its last version had.

Below half, so that the new version does not count as a reprint.
"""


def reprinted(rng: random.Random, paragraphs: Sequence[str], agency: str, phrases: Phrases) -> tuple[str, ...]:
    """Reprint a text: cut its end, add a paragraph, swap words, credit the agency, or leave it as it is.

    `agency` is "" if the text is not an agency's.
    """
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
    """Credit the agency before or after the text."""
    if rng.random() < 0.5:
        before: str = drawn(rng, phrases["edits"]["credits_before"])
        return (before.format(agency=agency, text=paragraphs[0]), *paragraphs[1:])
    after: str = drawn(rng, phrases["edits"]["credits_after"])
    return (*paragraphs, after.format(agency=agency))


def rewritten(
    rng: random.Random, before: Sequence[str], new: Sequence[str], ledger: Ledger, phrases: Phrases
) -> tuple[str, ...]:
    """Write the next version of a running story: new paragraphs, and old ones without figures up to KEPT."""
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
    """Put one reported figure wrong.

    Returns:
        The text, the right statement and the wrong value; None if the text reports no figure.
    """
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
    """Keep the first paragraphs, about two thirds of the words."""
    words, kept = sum(len(one.split()) for one in paragraphs), list[str]()
    for paragraph in paragraphs:
        kept.append(paragraph)
        if sum(len(one.split()) for one in kept) >= words * 0.65:
            break
    return kept


def _slip(value: int) -> int:
    """Mistype a figure: reverse its digits, or add one to its first digit."""
    turned = int(str(value)[::-1]) if value < 100 else value
    return turned if turned != value and turned > 2 else value + 10 ** (len(str(value)) - 1)
