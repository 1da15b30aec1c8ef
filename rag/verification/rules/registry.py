"""Every rule, of one claim. Pure."""

from collections.abc import Sequence

from rag.verification.alignment import lines_of
from rag.verification.rules.attribution import attribution_flaws
from rag.verification.rules.dates import day_flaws
from rag.verification.rules.figures import figure_flaws
from rag.verification.rules.names import name_flaws
from rag.verification.rules.negation import negation_flaws
from rag.verification.rules.opposites import opposite_flaws
from rag.verification.rules.quotations import quote_flaws
from rag.verification.source import Source
from rag.verification.violation import Flaw


def flaws_of(claim: str, sources: Sequence[Source]) -> tuple[Flaw, ...]:
    """What the rules find wrong with `claim`, those first that contradict it."""
    lines = lines_of(tuple(sources))
    found = (
        *figure_flaws(claim, lines),
        *day_flaws(claim, sources, lines),
        *name_flaws(claim, sources, lines),
        *quote_flaws(claim, sources, lines),
        *attribution_flaws(claim, sources, lines),
        *negation_flaws(claim, lines),
        *opposite_flaws(claim, lines),
    )
    return tuple(sorted(found, key=lambda flaw: (not flaw.contradicts, not flaw.sure)))
