"""Verify that a sentence follows from the passages that it cites. Pure: the reader's scores are passed in.

`entailment_pairs` says what the reader must judge. `verify` makes a Ruling of its scores and of the rules for figures,
dates, names, quotations, negation and attribution (`rag/verification/rules/`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.language.keywords import content_stems, content_words
from rag.language.markup import without_citation_numbers
from rag.language.patterns import load_patterns
from rag.language.words import bare_words
from rag.reader.model import EntailmentScores
from rag.schema.citation import Verdict
from rag.verification.alignment import SourceSentence, evidence, nearest, source_sentences
from rag.verification.restatement import restate_names, restate_values
from rag.verification.rules.registry import violations_of
from rag.verification.score import CLEAR, THRESHOLD, features, support_probability
from rag.verification.source import Source as Source
from rag.verification.violation import Violation

Pair = tuple[str, str]
"""A claim, and the text that it is checked against."""
SURE, SHARED = 0.99, 0.75
"""The reader alone contradicts a claim from this score on, if one sentence has this share of the claim's words: it
takes other wording for contradiction too easily."""
UNSURE = "the check is not sure; read the cited words"
BASIS = 0.34
"""Share of a claim's words that its basis must have."""
FLAWED = 0.1
"""Highest score of a claim with a sure violation."""
_PATTERNS = load_patterns("statements")
_NO_FACT = _PATTERNS["no_fact"]
_NOT_SAID = _PATTERNS["not_said"]


@dataclass(frozen=True, slots=True)
class Basis:
    """The text that a ruling rests on: `sources[source].text[start:end]`."""

    source: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Ruling:
    """The verdict on a sentence.

    `score` is the probability that the sources support it (0 to 1). `reasons` are for people ("says 80; the cited
    passage says 70"). `bases` are the sentences of the sources that it rests on, best first, one of each source.
    """

    verdict: Verdict
    score: float
    reasons: tuple[str, ...] = ()
    bases: tuple[Basis, ...] = ()


def entailment_pairs(claim: str, sources: Sequence[Source]) -> list[Pair]:
    """Return the pairs that the reader must judge for `verify`: few and short, as each token costs time."""
    claim = restate_names(claim, sources)
    words = evidence(claim, sources)
    return [(restate_values(claim, sources, source_sentences(tuple(sources))), words)] if words else []


def verify(claim: str, sources: Sequence[Source], supports: Sequence[EntailmentScores]) -> Ruling:
    """Return the ruling on `claim` against all `sources` together.

    Args:
        claim: One sentence that states a fact.
        sources: Passages that it cites; without any it is unsupported.
        supports: The reader's scores for `entailment_pairs`, in their order.
    """
    if not sources:
        return Ruling("unsupported", 0.0, ("no passage is cited for it",))
    claim = restate_names(claim, sources)
    violations = violations_of(claim, sources)
    sure = [violation for violation in violations if violation.sure]
    how_sure = support_probability(features(claim, sources, supports, violations))
    bases = _bases(claim, sources)
    if sure:
        verdict: Verdict = "contradicted" if any(violation.contradicts for violation in sure) else "unsupported"
        return Ruling(verdict, min(FLAWED, how_sure), _reasons(sure), bases)
    if how_sure >= THRESHOLD:
        return Ruling("supported", how_sure, () if how_sure >= CLEAR else (UNSURE,), bases)
    against = _contradicting(claim, sources, supports)
    if against:
        return Ruling("contradicted", how_sure, (f"the cited passage says otherwise: {against.text}",), bases)
    return Ruling("unsupported", how_sure, _reasons(violations) or ("the cited passage does not say so",), bases)


def states_fact(sentence: str) -> bool:
    """Return whether a sentence needs a source.

    Questions, greetings, headings and remarks on what the articles lack need none.
    """
    text = without_citation_numbers(sentence)
    words = bare_words(text)
    if len(words) < 2 or text.endswith(("?", "?”", '?"', ":")) or text.startswith("#"):
        return False
    if _NO_FACT.match(text) or _NOT_SAID.search(text) or not content_words(text):
        return False
    return text[-1] in '.!”"’)…;' or len(words) > 7 or any(word.isdigit() for word in words)


def _reasons(violations: Sequence[Violation]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(violation.reason for violation in violations))


def _contradicting(
    claim: str, sources: Sequence[Source], supports: Sequence[EntailmentScores]
) -> SourceSentence | None:
    """Return the sentence with most of the claim's words, if the reader is very sure that it says otherwise."""
    lines, wanted = nearest(claim, source_sentences(tuple(sources))), content_stems(claim)
    if not lines or max((scores.contradicted for scores in supports), default=0.0) < SURE:
        return None
    return lines[0] if lines[0].shared(wanted) >= SHARED * len(wanted) else None


def _bases(claim: str, sources: Sequence[Source]) -> tuple[Basis, ...]:
    """Return the sentence of each source that shares most with the claim, if it shares enough."""
    wanted = content_stems(claim)
    best: dict[int, SourceSentence] = {}
    for line in nearest(claim, source_sentences(tuple(sources))):
        best.setdefault(line.source, line)
    enough = [line for line in best.values() if line.shared(wanted) >= BASIS * len(wanted)]
    return tuple(Basis(line.source, line.start, line.end) for line in enough or list(best.values())[:1])
