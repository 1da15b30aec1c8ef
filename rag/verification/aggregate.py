"""Aggregate the rulings of passages on a claim into one finding: supported, contradicted, or not found. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rag.answering.compose import Line
from rag.language.sentences import Sentence, independent_sentences
from rag.reader.model import EntailmentScores
from rag.schema.citation import Verdict
from rag.schema.evidence import Evidence
from rag.verification.verify import Pair, Ruling, Source, entailment_pairs, verify

MOST_CITED = 3
"""Most independent reports that a claim cites."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The finding of all passages on a claim.

    Attributes:
        verdict: Supported, contradicted or unsupported.
        score: The ruling's score (0 to 1).
        reasons: The reasons, for people.
        lines: The sentences that the finding rests on, best first.
        independent: Number of independent sources that report the claim, 0 if it is not supported.
    """

    verdict: Verdict
    score: float
    reasons: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    independent: int = 0


def check_settings(evidence: Sequence[Evidence]) -> list[list[Evidence]]:
    """Return the groups of passages to check a claim against: each passage, then all passages of one article.

    Passages of several articles never stand together: the name of one event and the figure of another would support
    a claim that no article makes.
    """
    articles: dict[tuple[str, int], list[Evidence]] = {}
    for piece in evidence:
        articles.setdefault((piece.article.id, piece.article.version), []).append(piece)
    return [*([piece] for piece in evidence), *(pieces for pieces in articles.values() if len(pieces) > 1)]


def passages_wanted(claim: str, evidence: Sequence[Evidence]) -> list[Pair]:
    """Return every pair that the reader must judge for `aggregate`."""
    return [
        pair
        for pieces in check_settings(evidence)
        for pair in entailment_pairs(claim, [Source.of(piece) for piece in pieces])
    ]


def aggregate(
    claim: str, evidence: Sequence[Evidence], supports: Mapping[Pair, EntailmentScores], *, nearest: bool = False
) -> Finding:
    """Return the finding on `claim`.

    One passage or article that supports it is enough, whatever others say. Only without one does a contradiction count.

    Args:
        claim: One sentence.
        evidence: Passages of the store, or of a given text.
        supports: The reader's scores for each pair of `passages_wanted`.
        nearest: Also show, for a claim that is not found, the nearest sentence and why it is not enough.
    """
    rulings = [(_ruled(claim, pieces, supports), pieces) for pieces in check_settings(evidence)]
    by_score = sorted(rulings, key=lambda ruled: -ruled[0].score)
    if supporting := [ruled for ruled in by_score if ruled[0].verdict == "supported"]:
        sentences = _rested_on(supporting)
        return Finding(
            "supported", supporting[0][0].score, (), _lines(sentences), max(1, len(independent_sentences(sentences)))
        )
    if opposing := [ruled for ruled in rulings if ruled[0].verdict == "contradicted"]:
        first = opposing[0][0]
        alike = [ruled for ruled in opposing if ruled[0].reasons == first.reasons]
        return Finding("contradicted", first.score, first.reasons, _lines(_rested_on(alike)))
    if nearest and by_score:
        return Finding("unsupported", by_score[0][0].score, by_score[0][0].reasons, _lines(_rested_on(by_score[:1])))
    return Finding("unsupported", max((ruling.score for ruling, _ in rulings), default=0.0))


def _ruled(claim: str, pieces: Sequence[Evidence], supports: Mapping[Pair, EntailmentScores]) -> Ruling:
    sources = [Source.of(piece) for piece in pieces]
    return verify(claim, sources, [supports[pair] for pair in entailment_pairs(claim, sources)])


def _rested_on(rulings: Iterable[tuple[Ruling, Sequence[Evidence]]]) -> list[Sentence]:
    """Return the sentences that the rulings rest on, none twice."""
    sentences = [
        Sentence.within(pieces[basis.source], (basis.start, basis.end))
        for ruling, pieces in rulings
        for basis in ruling.bases
    ]
    return list({(basis.piece.article.id, basis.start, basis.end): basis for basis in sentences}.values())


def _lines(every: Sequence[Sentence]) -> tuple[Line, ...]:
    """Return the sentences to cite: one of each independent source, the same words elsewhere as its copies."""
    kept = independent_sentences(every)[:MOST_CITED]
    return tuple(
        Line(line, tuple(other for other in every if other is not line and other.key == line.key)) for line in kept
    )
