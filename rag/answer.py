"""From a question to a checked answer."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from time import perf_counter

from rag.answer_shape import Answer, Notice
from rag.condense import condense
from rag.events import ClaimChecked, ClaimDelta, Event, Finished, Stage, StandaloneQuestion
from rag.extract import READ, extract, plan, to_judge, to_read
from rag.question import Question
from rag.read import read
from rag.reader import Reader
from rag.retrieve import Evidence, Retriever


class Stopwatch:
    """Milliseconds of each step, and of all."""

    def __init__(self) -> None:
        self._begun = self._last = perf_counter()
        self._steps: dict[str, float] = {}

    def lap(self, step: str) -> None:
        """The time since the last lap was spent on `step`."""
        now = perf_counter()
        self._steps[step] = self._steps.get(step, 0.0) + (now - self._last) * 1000
        self._last = now

    def read(self) -> dict[str, float]:
        """Step -> milliseconds, and `total`."""
        return {**self._steps, "total": (perf_counter() - self._begun) * 1000}


def answer(question: Question, retriever: Retriever, reader: Reader) -> Iterator[Event]:
    """Answer `question` from what `retriever` finds, telling each step as it happens; the Answer comes last."""
    clock = Stopwatch()
    standalone = condense(question.text, question.conversation)
    if standalone != question.text:
        yield StandaloneQuestion(standalone)
    clock.lap("condense")

    yield Stage("searching")
    planned = plan(standalone)
    evidence = _gathered([retriever.retrieve(query, question.filter, planned.passages) for query in planned.queries])
    clock.lap("search")

    yield Stage("reading", len(evidence))
    readings = read(reader, standalone, evidence[:READ], to_read(planned.way, standalone, evidence))
    supports = reader.support(to_judge(planned.way, standalone, evidence))
    clock.lap("read")

    found = extract(planned.way, standalone, evidence, readings, supports)
    clock.lap("choose")
    for position, claim in enumerate(found.claims):
        yield ClaimDelta(position, claim.text)
        cited = tuple(citation for citation in found.citations if citation.n in claim.citations)
        yield ClaimChecked(position, claim, cited)
    notices = (*found.notices, *(Notice("search", text) for text in retriever.caveats()))
    asked = replace(found, question=question.text, filter=question.filter, notices=notices)
    yield Finished(replace(asked, timings_ms=clock.read()))


def _gathered(searches: Iterable[Sequence[Evidence]]) -> list[Evidence]:
    """What the searches found, in their order, no passage twice."""
    kept: dict[str, Evidence] = {}
    for piece in chain.from_iterable(searches):
        kept.setdefault(piece.hit.passage.id, piece)
    return list(kept.values())


def answered(events: Iterator[Event]) -> Answer:
    """The Answer at the end of `events`."""
    *_, last = events
    assert isinstance(last, Finished)
    return last.answer
