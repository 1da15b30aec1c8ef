"""Whether a sentence follows from the passages that it cites. Pure: the reader's scores are handed in.

`pairs_of` says what the reader must judge, `verify` makes a Ruling of its scores and of our own rules for figures,
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
"""A claim, and the words that it is held against."""
SURE, SHARED = 0.99, 0.75
"""The reader alone contradicts a claim from here on, where one sentence has this share of the claim's words: it takes
other wording for contradiction too easily."""
UNSURE = "the check is not sure; read the cited words"
BASIS = 0.34
"""The share of a claim's words that a sentence must have to be its basis."""
FLAWED = 0.1
"""The highest score of a claim with a sure flaw."""
_PATTERNS = load_patterns("statements")
_NO_FACT = _PATTERNS["no_fact"]
_NOT_SAID = _PATTERNS["not_said"]


@dataclass(frozen=True, slots=True)
class Basis:
    """The words that a ruling rests on: `sources[source].text[start:end]`."""

    source: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the check makes of a sentence.

    `score` is how sure it is that the sources support it (0 to 1). `reasons` are for people ("says 80; the cited
    passage says 70"). `bases` are the sentences of the sources that it rests on, best first: at most one of each
    source.
    """

    verdict: Verdict
    score: float
    reasons: tuple[str, ...] = ()
    bases: tuple[Basis, ...] = ()


def entailment_pairs(claim: str, sources: Sequence[Source]) -> list[Pair]:
    """What the reader is to judge for `verify`: few and short, as a pair costs what its tokens cost."""
    claim = restate_names(claim, sources)
    words = evidence(claim, sources)
    return [(restate_values(claim, sources, source_sentences(tuple(sources))), words)] if words else []


def verify(claim: str, sources: Sequence[Source], supports: Sequence[EntailmentScores]) -> Ruling:
    """The ruling on `claim` against all `sources` together. `supports` are what the reader makes of `pairs_of`, in its
    order. Without sources a sentence that states a fact is unsupported."""
    if not sources:
        return Ruling("unsupported", 0.0, ("no passage is cited for it",))
    claim = restate_names(claim, sources)
    flaws = violations_of(claim, sources)
    sure = [flaw for flaw in flaws if flaw.sure]
    how_sure = support_probability(features(claim, sources, supports, flaws))
    bases = _bases(claim, sources)
    if sure:
        verdict: Verdict = "contradicted" if any(flaw.contradicts for flaw in sure) else "unsupported"
        return Ruling(verdict, min(FLAWED, how_sure), _reasons(sure), bases)
    if how_sure >= THRESHOLD:
        return Ruling("supported", how_sure, () if how_sure >= CLEAR else (UNSURE,), bases)
    against = _contradicting(claim, sources, supports)
    if against:
        return Ruling("contradicted", how_sure, (f"the cited passage says otherwise: {against.text}",), bases)
    return Ruling("unsupported", how_sure, _reasons(flaws) or ("the cited passage does not say so",), bases)


def states_fact(sentence: str) -> bool:
    """Whether a sentence says something that needs a source: not a question, a greeting, a heading, or a word on what
    the articles do not say."""
    text = without_citation_numbers(sentence)
    words = bare_words(text)
    if len(words) < 2 or text.endswith(("?", "?”", '?"', ":")) or text.startswith("#"):
        return False
    if _NO_FACT.match(text) or _NOT_SAID.search(text) or not content_words(text):
        return False
    return text[-1] in '.!”"’)…;' or len(words) > 7 or any(word.isdigit() for word in words)


def _reasons(flaws: Sequence[Violation]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(flaw.reason for flaw in flaws))


def _contradicting(
    claim: str, sources: Sequence[Source], supports: Sequence[EntailmentScores]
) -> SourceSentence | None:
    """The sentence with most of the claim's words, where the reader is very sure that it says otherwise."""
    lines, wanted = nearest(claim, source_sentences(tuple(sources))), content_stems(claim)
    if not lines or max((one.contradicted for one in supports), default=0.0) < SURE:
        return None
    return lines[0] if lines[0].shared(wanted) >= SHARED * len(wanted) else None


def _bases(claim: str, sources: Sequence[Source]) -> tuple[Basis, ...]:
    """Of each source the sentence that shares most with the claim, where it shares enough."""
    wanted = content_stems(claim)
    best: dict[int, SourceSentence] = {}
    for line in nearest(claim, source_sentences(tuple(sources))):
        best.setdefault(line.source, line)
    enough = [line for line in best.values() if line.shared(wanted) >= BASIS * len(wanted)]
    return tuple(Basis(line.source, line.start, line.end) for line in enough or list(best.values())[:1])
