"""The probability that sources support a claim, from the reader's scores, shared words, and violations. Pure."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import exp, log

from index.text.analyzer import stems
from rag.language.dates.moments import moments_in
from rag.language.figures import plain_figures
from rag.language.keywords import keywords_of, term_overlap
from rag.reader.model import EntailmentScores
from rag.verification.alignment import nearest, source_sentences
from rag.verification.denials import unmet_denials
from rag.verification.source import Source
from rag.verification.violation import Violation

FEATURES = ("supported", "contradicted", "covered", "near", "pairs", "contrary", "met")
"""The reader's log-odds of support and of contradiction; the share of the claim's words (or synonyms) that the
sources have, and that the nearest two sentences have; the share of its neighbouring pairs of words that the sources
have; its unmet denials and unsure opposites; its figures and dates that the sources have, at most MOST_MET."""
MOST_MET = 3
WEIGHTS: Mapping[str, float] = {
    "supported": 0.46, "contradicted": -0.49, "covered": 2.54, "near": 1.05, "pairs": 0.34, "contrary": -1.59,
    "met": 0.21,
}  # fmt: skip
"""Weights of FEATURES; they and INTERCEPT are fitted on held-out claims by `training/verdict.py`."""
INTERCEPT = -2.19
THRESHOLD = 0.3
"""Lowest score of a supported claim: between the thresholds of `training/verdict.py` for four and for two right
sentences to each wrong one (0.25 and 0.38)."""
CLEAR = 0.6
"""Below it, a supported claim is marked as unsure. If every other text has a planted error, more than half of the texts
between the two thresholds have one; if most texts are right, few have."""
_LEAST = 1e-3


def features(
    claim: str, sources: Sequence[Source], supports: Sequence[EntailmentScores], flaws: Sequence[Violation]
) -> tuple[float, ...]:
    """Return the FEATURES of one claim, in their order."""
    given = tuple(sources)
    lines = source_sentences(given)
    near = " ".join(line.text for line in nearest(claim, lines)[:2])
    whole = " ".join(f"{source.title} {source.text}" for source in given)
    terms = keywords_of(claim, ())
    counted = len(plain_figures(claim)) + len(moments_in(claim, None))
    met = counted - sum(flaw.kind in ("figure", "date") for flaw in flaws)
    mine, theirs = _pairs(claim), _pairs(whole)
    return (
        max((_odds(scores.supported) for scores in supports), default=_odds(0.0)),
        max((_odds(scores.contradicted) for scores in supports), default=_odds(0.0)),
        term_overlap(terms, whole),
        term_overlap(terms, near),
        len(mine & theirs) / max(1, len(mine)),
        float(sum(flaw.kind == "opposite" and not flaw.sure for flaw in flaws) + unmet_denials(claim, lines)),
        float(max(0, min(met, MOST_MET))),
    )


def support_probability(values: Sequence[float]) -> float:
    """Return the probability that a claim with these features is supported."""
    return 1 / (1 + exp(-INTERCEPT - sum(WEIGHTS[name] * value for name, value in zip(FEATURES, values, strict=True))))


def _odds(share: float) -> float:
    return log((share + _LEAST) / (1 - share + _LEAST))


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(stems(text)))
