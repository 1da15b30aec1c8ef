"""From a question to a checked answer."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from time import perf_counter

from index.errors import LanguageModelError
from index.filters import Filter
from rag.answering.extractive import (
    READ,
    Plan,
    add_conflicts_to_written,
    entailment_pairs,
    extract_answer,
    plan,
    reading_pairs,
)
from rag.generation.small_talk import answer_small_talk
from rag.generation.writer import Writer
from rag.language.dates.interval import Interval
from rag.query.condense import context_of
from rag.query.date_filter import published_during
from rag.query.date_scope import date_scope_of, point_elsewhere
from rag.query.intent import intent_of
from rag.query.question_type import QuestionType
from rag.query.time_scope import time_scope_of, without_times
from rag.query.understand import understand
from rag.ranking.best_first import read_best_first
from rag.reader.model import Reader
from rag.retrieval.removed import removed_article_notices
from rag.retrieval.retriever import Retriever
from rag.retrieval.sources import retrieved_citations
from rag.schema.answer import Answer, Notice
from rag.schema.events import ClaimChecked, ClaimDelta, Event, Finished, Sources, Stage, StandaloneQuestion
from rag.schema.evidence import Evidence
from rag.schema.question import Question


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
    talk = intent_of(question.text, question.conversation)
    if not talk.is_question:
        said = yield from answer_small_talk(talk, question, reader, writer)
        yield Finished(replace(said, filter=question.filter, timings_ms=clock.read()))
        return

    understood = understand(question, writer)
    if understood.standalone != question.text:
        yield StandaloneQuestion(understood.standalone)
    clock.lap("condense")

    yield Stage("searching")
    fault, asked = understood.fault, time_scope_of(understood.standalone, question.day)
    standalone, scope = asked.rest, date_scope_of(question.filter, asked.window)
    planned = plan(standalone)
    evidence = _searched(retriever, question, planned, asked.events, scope.filter)
    clock.lap("search")
    if evidence:
        yield Sources(retrieved_citations(evidence[:READ]))

    found: Answer | None = None
    if writer and evidence and not fault:
        try:
            found = yield from writer.answer(question, standalone, evidence[:READ], reader)
            found = add_conflicts_to_written(found, planned.way, standalone, evidence, asked.events)
        except LanguageModelError as error:
            fault = str(error)
        clock.lap("write")
    if found is None:
        found = yield from _extracted(planned.way, standalone, evidence, reader, clock, asked.events)
    if found.status == "not_found" and scope.is_narrow:
        pieces = _searched(retriever, question, planned, asked.events, scope.outside)
        others = [piece for piece in pieces if not scope.has(piece)]
        found = point_elsewhere(found, scope, _quoted(planned.way, standalone, others, reader, clock, asked.events))

    gone = removed_article_notices(standalone, retriever.removed()) if found.status == "not_found" else ()
    notices = (*found.notices, *gone, *_fallen_back(fault), *(Notice("search", text) for text in retriever.caveats()))
    known = replace(found, question=question.text, standalone_question=understood.standalone, filter=scope.filter)
    told = replace(known, window_from=scope.origin, notices=(*notices, *scope.notices))
    yield Finished(replace(told, timings_ms=clock.read()))


def _searched(
    retriever: Retriever, question: Question, planned: Plan, events: tuple[Interval, ...], filter: Filter
) -> list[Evidence]:
    """The evidence for a question; for a digest of some time, first what came out then: there is more news of any other
    time than is looked through."""
    around = context_of(question.text, question.conversation)
    then = published_during(filter, events) if planned.way == "overview" else None
    return _gathered(
        retriever.retrieve(query, one, planned.passages, around, question.day)
        for one in (then, filter)
        for query in planned.queries
        if one
    )


def _extracted(
    way: QuestionType,
    standalone: str,
    evidence: Sequence[Evidence],
    reader: Reader,
    clock: Stopwatch,
    events: tuple[Interval, ...],
) -> Generator[Event, None, Answer]:
    """The answer that the reading model finds in the passages, quoted."""
    yield Stage("reading", len(evidence))
    found = _quoted(way, standalone, evidence, reader, clock, events)
    for position, claim in enumerate(found.claims):
        yield ClaimDelta(position, claim.text)
        cited = tuple(citation for citation in found.citations if citation.n in claim.citations)
        yield ClaimChecked(position, claim, cited)
    return found


def _quoted(
    way: QuestionType,
    standalone: str,
    evidence: Sequence[Evidence],
    reader: Reader,
    clock: Stopwatch,
    events: tuple[Interval, ...],
) -> Answer:
    # An article says "on Thursday" of what is asked of 3 November: all of it is read with the day and without, and what
    # tells of the time asked for may win, however little else speaks for it.
    pairs, plain = reading_pairs(way, standalone, evidence), without_times(standalone, events)
    again = reading_pairs(way, plain, evidence) if events else []
    readings = (
        reader.read_pairs([*pairs, *again]) if again else read_best_first(reader, standalone, evidence[:READ], pairs)
    )
    supports = reader.entailment(entailment_pairs(way, standalone, evidence))
    clock.lap("read")
    found = extract_answer(way, standalone, evidence, readings, supports, events)
    clock.lap("choose")
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
