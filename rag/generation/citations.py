"""Make a claim of a written sentence: check it against the passages that it cites, and repair its citations."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rag.generation.sentence_stream import WrittenSentence
from rag.language.attribution import attributed
from rag.language.dates.resolution import resolved_dates
from rag.language.keywords import keywords_of, term_overlap
from rag.language.sentences import Sentence, independent_sentences
from rag.reader.model import Reader
from rag.retrieval.retrieved_citations import outlets_beside
from rag.schema.citation import Citation, Claim
from rag.schema.evidence import Evidence
from rag.verification.check import check
from rag.verification.verify import UNSURE, Basis, Ruling, Source, states_fact

TRIED = 2
"""Other passages that a sentence is checked against after it failed."""
NOTHING_TO_CHECK = "states nothing that needs a source"
CITES_NOTHING = "cites no passage"


@dataclass(frozen=True, slots=True)
class Cited:
    """A claim, the citations of its numbers, and its score (0 to 1; None if it states no fact)."""

    claim: Claim
    citations: tuple[Citation, ...]
    score: float | None


@dataclass(frozen=True, slots=True)
class _Checked:
    pieces: tuple[Evidence, ...]
    ruling: Ruling


@dataclass(slots=True)
class Numbering:
    """Numbers of the spans that an answer cites, in the order of their first citation; one number for each span."""

    _given: dict[tuple[str, int, int, int], Citation] = field(default_factory=dict)

    def cited(self, piece: Evidence, start: int, end: int, also_in: tuple[str, ...]) -> Citation:
        """Return the citation of `text[start:end]` of the piece's article."""
        article = piece.article
        key = (article.id, article.version, start, end)
        if key not in self._given:
            number = len(self._given) + 1
            quote = article.text[start:end]
            passage, corrected = piece.hit.passage.id, piece.corrected
            known = resolved_dates(article, start, end), corrected, piece.origin.agency
            self._given[key] = Citation(number, article, passage, quote, start, end, also_in, *known)
        return self._given[key]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations, by number."""
        return tuple(self._given.values())


def cite_sentence(
    written: WrittenSentence, evidence: Sequence[Evidence], reader: Reader, numbering: Numbering
) -> Cited:
    """Check a sentence and cite the exact words that it rests on.

    A number that names no passage cites nothing. If the cited passages do not support the sentence, and another one
    surely does, the claim cites that one. A fact without a citation is unsupported, and gets none.
    """
    if not states_fact(written.text):
        return Cited(Claim(written.text, (), "unchecked", (NOTHING_TO_CHECK,)), (), None)
    if not written.numbers:
        return Cited(Claim(written.text, (), "unsupported", (CITES_NOTHING,)), (), 0.0)
    checked = _checked(written, evidence, reader)
    if not checked.pieces:
        named = ", ".join(str(number) for number in written.numbers)
        reason = f"cites [{named}], and no passage has this number"
        return Cited(Claim(written.text, (), "unsupported", (reason,)), (), 0.0)
    spans = _spans(checked)
    citations = tuple(dict.fromkeys(_citation(span, evidence, numbering) for span in spans))
    sources = len(independent_sentences(spans)) if checked.ruling.verdict == "supported" else 1
    numbers = tuple(citation.n for citation in citations)
    said_by = attributed(written.text)
    claim = Claim(written.text, numbers, checked.ruling.verdict, checked.ruling.reasons, max(1, sources), said_by)
    return Cited(claim, citations, checked.ruling.score)


def _checked(written: WrittenSentence, evidence: Sequence[Evidence], reader: Reader) -> _Checked:
    """Return the ruling by the cited passages; by another passage, if only that one supports the sentence."""
    pieces = tuple(evidence[number - 1] for number in written.numbers if 1 <= number <= len(evidence))
    first = _Checked(pieces, check(reader, written.text, [Source.of(piece) for piece in pieces])) if pieces else None
    if first and first.ruling.verdict == "supported":
        return first
    for other in _nearest(written.text, [piece for piece in evidence if piece not in pieces]):
        ruling = check(reader, written.text, [Source.of(other)])
        if ruling.verdict == "supported" and UNSURE not in ruling.reasons:
            mended = ("cited another passage, which does not say so",) if pieces else ()
            return _Checked((other,), replace(ruling, reasons=(*ruling.reasons, *mended)))
    return first or _Checked((), Ruling("unsupported", 0.0))


def _nearest(sentence: str, others: Sequence[Evidence]) -> list[Evidence]:
    """Return the TRIED passages that have most of the sentence's words."""
    terms = keywords_of(sentence, [piece.text for piece in others])
    return sorted(others, key=lambda piece: -term_overlap(terms, piece.text))[:TRIED]


def _spans(checked: _Checked) -> list[Sentence]:
    """Return the sentences that the ruling rests on; the whole passages if it names none."""
    bases = checked.ruling.bases or tuple(Basis(at, 0, len(piece.text)) for at, piece in enumerate(checked.pieces))
    return [Sentence.within(checked.pieces[basis.source], (basis.start, basis.end)) for basis in bases]


def _citation(span: Sentence, evidence: Sequence[Evidence], numbering: Numbering) -> Citation:
    """Return the citation of a span, with the other outlets that have its words or print its article."""
    own = span.piece.article
    others = (piece for piece in evidence if piece.article.id != own.id and span.key in _folded(piece))
    return numbering.cited(span.piece, span.start, span.end, outlets_beside(span.piece, others))


def _folded(piece: Evidence) -> str:
    return " ".join(piece.text.casefold().split())
