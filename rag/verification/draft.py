"""Check a draft sentence by sentence, against the articles of a store or against a given text."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from index.aliases.names import Names
from index.filters import Filter
from rag.answering.compose import Line
from rag.language.attribution import attributed
from rag.reader.model import EntailmentScores, Reader
from rag.retrieval.retriever import Retriever
from rag.schema.citation import Citation, Claim, Verdict
from rag.schema.evidence import Evidence
from rag.verification.aggregate import Finding, aggregate, passages_wanted
from rag.verification.statement import Statement, statements, whole
from rag.verification.verify import Pair

PASSAGES = 6
"""Passages that a sentence is checked against."""
GROUP = 4
"""Sentences that the reader judges together, so that every core has work."""
GIVEN = "source_text"
"""Article id of a text that comes with the draft."""
_WORST_FIRST: tuple[Verdict, ...] = ("contradicted", "unsupported", "supported")


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """A sentence of the draft: `claim.text == draft[start:end]`.

    `score` is the probability that it is supported (0 to 1). A sentence that states no fact has None, and the verdict
    "unchecked".
    """

    claim: Claim
    start: int
    end: int
    score: float | None


@dataclass(frozen=True, slots=True)
class DraftCheck:
    """The check of a draft so far.

    Attributes:
        text: The draft.
        sentences: Number of its sentences.
        claims: The first sentences, checked; at the end all of them. A claim is `supported` if an article says it, else
            `contradicted` if one says otherwise, else `unsupported`. An unsupported claim cites its nearest sentence if
            a text was given.
        citations: The cited spans.
        caveats: What a reader should know about the search.
    """

    text: str
    sentences: int
    claims: tuple[DraftClaim, ...] = ()
    citations: tuple[Citation, ...] = ()
    caveats: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The verdict of the worst sentence that states a fact; "unchecked" if none does."""
        verdicts = {checked.claim.verdict for checked in self.claims}
        return next((verdict for verdict in _WORST_FIRST if verdict in verdicts), "unchecked")

    @property
    def score(self) -> float:
        """The lowest score of its sentences; 0 if none was checked."""
        return min((checked.score for checked in self.claims if checked.score is not None), default=0.0)

    def count(self, verdict: Verdict) -> int:
        """Count the sentences with this verdict."""
        return sum(checked.claim.verdict == verdict for checked in self.claims)


def check_draft(reader: Reader, retriever: Retriever, filter: Filter, text: str) -> Iterator[DraftCheck]:
    """Check every sentence of `text` that states a fact against the passages that `retriever` finds for it.

    Yields:
        The check so far: at first without claims, at last complete.
    """
    for known in _checks(reader, lambda query: retriever.retrieve(query, filter, PASSAGES), text):
        yield known
    yield replace(known, caveats=tuple(retriever.caveats()))


def check_against(reader: Reader, source_text: str, text: str, names: Names | None = None) -> Iterator[DraftCheck]:
    """Check every sentence of `text` that states a fact against `source_text` alone, as `check_draft` does."""
    given = [whole(source_text, GIVEN, names)]
    return _checks(reader, lambda _: given, text, nearest=True)


def check_statements(checks: Iterator[DraftCheck]) -> DraftCheck:
    """Return the last of the checks: the complete one."""
    *_, last = checks
    return last


def _checks(
    reader: Reader, find: Callable[[str], Sequence[Evidence]], text: str, *, nearest: bool = False
) -> Iterator[DraftCheck]:
    stated = statements(text)
    known = _Known(DraftCheck(text, len(stated)))
    yield known.check
    for low in range(0, len(stated), GROUP):
        group = stated[low : low + GROUP]
        evidence = [find(statement.query) if statement.factual else () for statement in group]
        supports = _judged(reader, group, evidence)
        for statement, pieces in zip(group, evidence, strict=True):
            factual = statement.factual
            finding = aggregate(statement.claim, pieces, supports, nearest=nearest) if factual else None
            known = known.after(statement, finding)
            yield known.check


def _judged(
    reader: Reader, stated: Sequence[Statement], evidence: Sequence[Sequence[Evidence]]
) -> Mapping[Pair, EntailmentScores]:
    """Return the reader's scores for every pair that these sentences need."""
    pairs = dict.fromkeys(
        pair
        for statement, pieces in zip(stated, evidence, strict=True)
        for pair in passages_wanted(statement.claim, pieces)
    )
    return dict(zip(pairs, reader.entailment(list(pairs)), strict=True))


@dataclass(frozen=True, slots=True)
class _Known:
    """A check so far, and the number of each cited span."""

    check: DraftCheck
    numbers: Mapping[tuple[str, int, int, int], int] = field(default_factory=dict)

    def after(self, statement: Statement, finding: Finding | None) -> "_Known":
        """Return the check with one more sentence; without a finding, it states no fact."""
        text = statement.text
        if finding is None:
            return self._with(statement, Claim(text, (), "unchecked", independent_sources=0), None)
        cited = self
        for line in finding.lines:
            cited = cited._citing(line)
        numbers = tuple(dict.fromkeys(cited.numbers[_place(line)] for line in finding.lines))
        claim = Claim(text, numbers, finding.verdict, finding.reasons, finding.independent, attributed(text))
        return cited._with(statement, claim, finding.score)

    def _citing(self, line: Line) -> "_Known":
        place = _place(line)
        if place in self.numbers:
            return self
        n = len(self.numbers) + 1
        check = replace(self.check, citations=(*self.check.citations, line.cited(n)))
        return _Known(check, {**self.numbers, place: n})

    def _with(self, statement: Statement, claim: Claim, score: float | None) -> "_Known":
        claims = (*self.check.claims, DraftClaim(claim, statement.start, statement.end, score))
        return _Known(replace(self.check, claims=claims), self.numbers)


def _place(line: Line) -> tuple[str, int, int, int]:
    first = line.first
    return first.piece.article.id, first.piece.article.version, first.start, first.end
