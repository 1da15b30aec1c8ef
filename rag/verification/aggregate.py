"""From what each passage makes of a sentence to one finding: supported, contradicted, or not found. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rag.answering.compose import Line
from rag.language.sentence import Sentence, independent_sentences
from rag.reader.model import EntailmentScores
from rag.schema.citation import Verdict
from rag.schema.evidence import Evidence
from rag.verification.verify import Pair, Ruling, Source, entailment_pairs, verify

MOST_CITED = 3
"""Independent reports that a sentence cites."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the passages make of a sentence. `lines` are the sentences that it rests on, best first. `independent` is
    how many report it on their own, 0 where it is not supported. `score` is as a Ruling's."""

    verdict: Verdict
    score: float
    reasons: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    independent: int = 0


def check_settings(evidence: Sequence[Evidence]) -> list[list[Evidence]]:
    """What a sentence is held against: each passage alone, then the passages of one article together. Never those of
    several articles: one event's name and another's figure would support what nobody said."""
    articles: dict[tuple[str, int], list[Evidence]] = {}
    for piece in evidence:
        articles.setdefault((piece.article.id, piece.article.version), []).append(piece)
    return [*([piece] for piece in evidence), *(pieces for pieces in articles.values() if len(pieces) > 1)]


def passages_wanted(claim: str, evidence: Sequence[Evidence]) -> list[Pair]:
    """Every pair that the reader is to judge for `weigh`."""
    return [
        pair
        for pieces in check_settings(evidence)
        for pair in entailment_pairs(claim, [Source.of(one) for one in pieces])
    ]


def aggregate(
    claim: str, evidence: Sequence[Evidence], supports: Mapping[Pair, EntailmentScores], *, nearest: bool = False
) -> Finding:
    """The finding on `claim`. `supports` holds what the reader makes of each of `wanted`.

    One passage or article that says it is enough, whatever others say; only then does one that says otherwise count.
    `nearest` shows for what is not found the sentence that comes nearest, and why it is not enough.
    """
    rulings = [(_ruled(claim, pieces, supports), pieces) for pieces in check_settings(evidence)]
    by_score = sorted(rulings, key=lambda found: -found[0].score)
    if supporting := [found for found in by_score if found[0].verdict == "supported"]:
        sentences = _rested_on(supporting)
        return Finding(
            "supported", supporting[0][0].score, (), _lines(sentences), max(1, len(independent_sentences(sentences)))
        )
    if opposing := [found for found in rulings if found[0].verdict == "contradicted"]:
        first = opposing[0][0]
        alike = [found for found in opposing if found[0].reasons == first.reasons]
        return Finding("contradicted", first.score, first.reasons, _lines(_rested_on(alike)))
    if nearest and by_score:
        return Finding("unsupported", by_score[0][0].score, by_score[0][0].reasons, _lines(_rested_on(by_score[:1])))
    return Finding("unsupported", max((ruling.score for ruling, _ in rulings), default=0.0))


def _ruled(claim: str, pieces: Sequence[Evidence], supports: Mapping[Pair, EntailmentScores]) -> Ruling:
    sources = [Source.of(piece) for piece in pieces]
    return verify(claim, sources, [supports[pair] for pair in entailment_pairs(claim, sources)])


def _rested_on(found: Iterable[tuple[Ruling, Sequence[Evidence]]]) -> list[Sentence]:
    """The sentences that the rulings rest on, none twice."""
    sentences = [
        Sentence.within(pieces[basis.source], (basis.start, basis.end))
        for ruling, pieces in found
        for basis in ruling.bases
    ]
    return list({(one.piece.article.id, one.start, one.end): one for one in sentences}.values())


def _lines(every: Sequence[Sentence]) -> tuple[Line, ...]:
    """The sentences to cite: of each hand one, the same words elsewhere as its copies."""
    kept = independent_sentences(every)[:MOST_CITED]
    return tuple(
        Line(one, tuple(other for other in every if other is not one and other.key == one.key)) for one in kept
    )
