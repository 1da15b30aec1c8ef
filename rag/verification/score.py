"""How sure the check is that the sources support a claim: the reader's opinion, the words that they share, and
the flaws that rules find, weighed together. Pure."""

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
"""Log-odds of the reader that the sources support the claim, and that they contradict it; the share of the claim's
words that the sources have, in these or other words; that its nearest two sentences have; the share of its pairs of
neighbouring words that they have; denials and limits of its own, and contraries that are not sure; its figures and
dates that the sources bear out, up to MOST_MET."""
MOST_MET = 3
WEIGHTS: Mapping[str, float] = {
    "supported": 0.46, "contradicted": -0.49, "covered": 2.54, "near": 1.05, "pairs": 0.34, "contrary": -1.59,
    "met": 0.21,
}  # fmt: skip
"""What each counts, and INTERCEPT what nothing counts: fitted on held-out claims by `training/verdict.py`."""
INTERCEPT = -2.19
THRESHOLD = 0.3
"""From here on a claim is supported: between the lines that `training/verdict.py` draws where four and where two
sentences are right for one that is wrong (0.25 and 0.38)."""
CLEAR = 0.6
"""Below it a supported claim is said to be unsure. Where people have put an error into every other text, more than half
of the texts between the two lines have one; where most are right, few have."""
_LEAST = 1e-3


def features(
    claim: str, sources: Sequence[Source], supports: Sequence[EntailmentScores], flaws: Sequence[Violation]
) -> tuple[float, ...]:
    """What FEATURES name, of one claim."""
    given = tuple(sources)
    lines = source_sentences(given)
    near = " ".join(line.text for line in nearest(claim, lines)[:2])
    whole = " ".join(f"{source.title} {source.text}" for source in given)
    terms = keywords_of(claim, ())
    counted = len(plain_figures(claim)) + len(moments_in(claim, None))
    met = counted - sum(flaw.kind in ("figure", "date") for flaw in flaws)
    mine, theirs = _pairs(claim), _pairs(whole)
    return (
        max((_odds(one.supported) for one in supports), default=_odds(0.0)),
        max((_odds(one.contradicted) for one in supports), default=_odds(0.0)),
        term_overlap(terms, whole),
        term_overlap(terms, near),
        len(mine & theirs) / max(1, len(mine)),
        float(sum(flaw.kind == "opposite" and not flaw.sure for flaw in flaws) + unmet_denials(claim, lines)),
        float(max(0, min(met, MOST_MET))),
    )


def support_probability(found: Sequence[float]) -> float:
    """The probability that a claim of these features is supported."""
    return 1 / (1 + exp(-INTERCEPT - sum(WEIGHTS[name] * value for name, value in zip(FEATURES, found, strict=True))))


def _odds(share: float) -> float:
    return log((share + _LEAST) / (1 - share + _LEAST))


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(stems(text)))
