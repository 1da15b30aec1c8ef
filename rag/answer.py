"""From a question to a checked answer."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from time import perf_counter

from index.errors import LanguageModelError
from rag.answer_shape import Answer, Notice
from rag.compose.way import Way
from rag.condense import context_of
from rag.events import ClaimChecked, ClaimDelta, Event, Finished, Stage, StandaloneQuestion
from rag.extract import READ, extract, plan, to_judge, to_read
from rag.question import Question
from rag.read import read
from rag.reader import Reader
from rag.reply import reply
from rag.retrieve import Evidence, Retriever
from rag.talk import talk_of
from rag.understand import understand
from rag.write.writer import Writer


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


def answer(question: Question, retriever: Retriever, reader: Reader, writer: Writer | None = None) -> Iterator[Event]:
    """Answer `question` from what `retriever` finds, telling each step as it happens; the Answer comes last.

    With a `writer`, a language model writes the answer from the passages; where it fails, they answer by themselves.
    """
    clock = Stopwatch()
    talk = talk_of(question.text, question.conversation)
    if not talk.is_question:
        said = yield from reply(talk, question, reader, writer)
        yield Finished(replace(said, filter=question.filter, timings_ms=clock.read()))
        return

    understood = understand(question, writer)
    if understood.standalone != question.text:
        yield StandaloneQuestion(understood.standalone)
    clock.lap("condense")

    yield Stage("searching")
    standalone, fault = understood.standalone, understood.fault
    planned = plan(standalone)
    around = context_of(question.text, question.conversation)
    searches = (retriever.retrieve(query, question.filter, planned.passages, around) for query in planned.queries)
    evidence = _gathered(searches)
    clock.lap("search")

    found: Answer | None = None
    if writer and evidence and not fault:
        try:
            found = yield from writer.answer(question, standalone, evidence[:READ], reader)
        except LanguageModelError as error:
            fault = str(error)
        clock.lap("write")
    if found is None:
        found = yield from _extracted(planned.way, standalone, evidence, reader, clock)

    notices = (*found.notices, *_fallen_back(fault), *(Notice("search", text) for text in retriever.caveats()))
    asked = replace(found, question=question.text, filter=question.filter, notices=notices)
    yield Finished(replace(asked, timings_ms=clock.read()))


def _extracted(
    way: Way, standalone: str, evidence: Sequence[Evidence], reader: Reader, clock: Stopwatch
) -> Generator[Event, None, Answer]:
    """The answer that the reading model finds in the passages, quoted."""
    yield Stage("reading", len(evidence))
    readings = read(reader, standalone, evidence[:READ], to_read(way, standalone, evidence))
    supports = reader.support(to_judge(way, standalone, evidence))
    clock.lap("read")
    found = extract(way, standalone, evidence, readings, supports)
    clock.lap("choose")
    for position, claim in enumerate(found.claims):
        yield ClaimDelta(position, claim.text)
        cited = tuple(citation for citation in found.citations if citation.n in claim.citations)
        yield ClaimChecked(position, claim, cited)
    return found


def _fallen_back(fault: str) -> tuple[Notice, ...]:
    """What a reader should know where the language model was to answer and did not."""
    return (Notice("model", f"Quoted from the articles without the language model: {fault}"),) if fault else ()


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
