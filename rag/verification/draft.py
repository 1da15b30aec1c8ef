"""A draft checked sentence by sentence: against the articles of a store, or against a text that is given with it."""

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
"""Passages that a sentence is held against."""
GROUP = 4
"""Sentences that are judged together, so that the reader has work for every core."""
GIVEN = "source_text"
"""The article id of a text that is given with the draft."""
_WORST_FIRST: tuple[Verdict, ...] = ("contradicted", "unsupported", "supported")


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """A sentence of the draft: `claim.text == draft[start:end]`. `score` is how sure it is that it is supported (0 to
    1), None where it states no fact (its verdict is then "unchecked")."""

    claim: Claim
    start: int
    end: int
    score: float | None


@dataclass(frozen=True, slots=True)
class DraftCheck:
    """What is known of a draft of `sentences` sentences: `claims` are the first of them, all once it is done.

    A claim is `supported` where an article says it; else `contradicted` where one says otherwise; else `unsupported`:
    not found. What a given text does not say cites the sentence of it that comes nearest.
    """

    text: str
    sentences: int
    claims: tuple[DraftClaim, ...] = ()
    citations: tuple[Citation, ...] = ()
    caveats: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """That of its worst sentence; sentences that state no fact do not count, and a text of nothing else is
        "unchecked"."""
        found = {one.claim.verdict for one in self.claims}
        return next((verdict for verdict in _WORST_FIRST if verdict in found), "unchecked")

    @property
    def score(self) -> float:
        """The lowest of its sentences' scores; 0 where none was checked."""
        return min((one.score for one in self.claims if one.score is not None), default=0.0)

    def count(self, verdict: Verdict) -> int:
        """How many of its sentences have this verdict."""
        return sum(one.claim.verdict == verdict for one in self.claims)


def check_draft(reader: Reader, retriever: Retriever, filter: Filter, text: str) -> Iterator[DraftCheck]:
    """Check every sentence of `text` that states a fact against what `retriever` finds for it. What is known so far is
    given again and again, at first nothing, at last all."""
    for known in _checks(reader, lambda query: retriever.retrieve(query, filter, PASSAGES), text):
        yield known
    yield replace(known, caveats=tuple(retriever.caveats()))


def check_against(reader: Reader, source_text: str, text: str, names: Names | None = None) -> Iterator[DraftCheck]:
    """Check every sentence of `text` that states a fact against `source_text` alone; otherwise as `check_draft`."""
    given = [whole(source_text, GIVEN, names)]
    return _checks(reader, lambda _: given, text, nearest=True)


def check_statements(checks: Iterator[DraftCheck]) -> DraftCheck:
    """The last of them: the whole."""
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
        evidence = [find(one.query) if one.factual else () for one in group]
        supports = _judged(reader, group, evidence)
        for one, pieces in zip(group, evidence, strict=True):
            found = aggregate(one.claim, pieces, supports, nearest=nearest) if one.factual else None
            known = known.after(one, found)
            yield known.check


def _judged(
    reader: Reader, stated: Sequence[Statement], evidence: Sequence[Sequence[Evidence]]
) -> Mapping[Pair, EntailmentScores]:
    """What the reader makes of every pair that weighing these sentences takes."""
    found = dict.fromkeys(
        pair for one, pieces in zip(stated, evidence, strict=True) for pair in passages_wanted(one.claim, pieces)
    )
    return dict(zip(found, reader.entailment(list(found)), strict=True))


@dataclass(frozen=True, slots=True)
class _Known:
    """A check, and the number that each cited span goes by."""

    check: DraftCheck
    numbers: Mapping[tuple[str, int, int, int], int] = field(default_factory=dict)

    def after(self, one: Statement, found: Finding | None) -> "_Known":
        """The same with one more sentence."""
        if found is None:
            return self._with(one, Claim(one.text, (), "unchecked", independent_sources=0), None)
        cited = self
        for line in found.lines:
            cited = cited._citing(line)
        places = tuple(dict.fromkeys(cited.numbers[_place(line)] for line in found.lines))
        claim = Claim(one.text, places, found.verdict, found.reasons, found.independent, attributed(one.text))
        return cited._with(one, claim, found.score)

    def _citing(self, line: Line) -> "_Known":
        place = _place(line)
        if place in self.numbers:
            return self
        n = len(self.numbers) + 1
        check = replace(self.check, citations=(*self.check.citations, line.cited(n)))
        return _Known(check, {**self.numbers, place: n})

    def _with(self, one: Statement, claim: Claim, score: float | None) -> "_Known":
        claims = (*self.check.claims, DraftClaim(claim, one.start, one.end, score))
        return _Known(replace(self.check, claims=claims), self.numbers)


def _place(line: Line) -> tuple[str, int, int, int]:
    first = line.first
    return first.piece.article.id, first.piece.article.version, first.start, first.end
