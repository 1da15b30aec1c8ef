"""All rules, run on one claim. Pure."""

from collections.abc import Sequence

from rag.verification.alignment import source_sentences
from rag.verification.rules.attribution import attribution_violations
from rag.verification.rules.dates import date_violations
from rag.verification.rules.figures import figure_violations
from rag.verification.rules.names import name_violations
from rag.verification.rules.negation import negation_violations
from rag.verification.rules.opposites import opposite_violations
from rag.verification.rules.quotations import quotation_violations
from rag.verification.source import Source
from rag.verification.violation import Violation


def violations_of(claim: str, sources: Sequence[Source]) -> tuple[Violation, ...]:
    """Return the violations that the rules find in `claim`, contradictions first."""
    lines = source_sentences(tuple(sources))
    violations = (
        *figure_violations(claim, lines),
        *date_violations(claim, sources, lines),
        *name_violations(claim, sources, lines),
        *quotation_violations(claim, sources, lines),
        *attribution_violations(claim, sources, lines),
        *negation_violations(claim, lines),
        *opposite_violations(claim, lines),
    )
    return tuple(sorted(violations, key=lambda violation: (not violation.contradicts, not violation.sure)))
