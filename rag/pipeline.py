"""From a question to a checked answer."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from time import perf_counter

from index.errors import LanguageModelError
from index.filters import Filter
from rag.answering.extractive import add_conflicts_to_written, extract_answer, passages_wanted
from rag.answering.reading import READ, read_evidence
from rag.generation.small_talk import answer_small_talk
from rag.generation.writer import Writer
from rag.query.analysis import QuestionAnalysis, analyze
from rag.query.date_filter import published_during
from rag.query.date_scope import point_elsewhere
from rag.reader.model import Reader
from rag.retrieval.removed import removed_article_notices
from rag.retrieval.retrieved_citations import retrieved_citations
from rag.retrieval.retriever import Retriever
from rag.schema.answer import Answer, Notice
from rag.schema.events import ClaimChecked, ClaimDelta, Event, Finished, Sources, Stage, StandaloneQuestion
from rag.schema.evidence import Evidence
from rag.schema.question import Question


class Stopwatch:
    """Milliseconds of each step, and in total."""

    def __init__(self) -> None:
        self._started = self._last = perf_counter()
        self._steps: dict[str, float] = {}

    def lap(self, step: str) -> None:
        """Add the time since the last lap to `step`."""
        now = perf_counter()
        self._steps[step] = self._steps.get(step, 0.0) + (now - self._last) * 1000
        self._last = now

    def read(self) -> dict[str, float]:
        """Return the milliseconds of each step, and their `total`."""
        return {**self._steps, "total": (perf_counter() - self._started) * 1000}


@dataclass(frozen=True, slots=True)
class Tools:
    """What answers a question: search, reading model, language model (if any), and a clock for the steps."""

    retriever: Retriever
    reader: Reader
    writer: Writer | None
    clock: Stopwatch = field(default_factory=Stopwatch)


def answer(question: Question, retriever: Retriever, reader: Reader, writer: Writer | None = None) -> Iterator[Event]:
    """Answer a question from what the retriever finds.

    Args:
        question: The question with its conversation and filter.
        retriever: Finds the evidence.
        reader: Finds answers in the evidence, and checks claims against it.
        writer: A language model that writes the answer. If it fails, or is None, the answer quotes the evidence.

    Yields:
        An event for each step; the last one holds the Answer.
    """
    tools = Tools(retriever, reader, writer)
    analysis = analyze(question, writer)
    if not analysis.intent.is_question:
        reply = yield from answer_small_talk(analysis.intent, question, reader, writer)
        yield Finished(replace(reply, filter=question.filter, timings_ms=tools.clock.read()))
        return
    if analysis.standalone != analysis.text:
        yield StandaloneQuestion(analysis.standalone)
    tools.clock.lap("condense")

    yield Stage("searching")
    evidence = _search(analysis, analysis.filter, tools)
    tools.clock.lap("search")
    if evidence:
        yield Sources(retrieved_citations(evidence[:READ]))

    written, fault = yield from _write(question, analysis, evidence, tools)
    given = written or (yield from _quote_aloud(analysis, evidence, tools))
    if given.status == "not_found":
        given = _look_elsewhere(given, analysis, tools)
    yield Finished(replace(_completed(given, analysis, retriever, fault), timings_ms=tools.clock.read()))


def _search(analysis: QuestionAnalysis, filter: Filter, tools: Tools) -> list[Evidence]:
    """Find the evidence for a question, no passage twice.

    For an overview of some time, search first for what was published then: news of other times would crowd it out.
    """
    limit = passages_wanted(analysis)
    during = published_during(filter, analysis.events) if analysis.question_type == "overview" else None
    return _merged(
        tools.retriever.retrieve(query, narrowed, limit, analysis.context, analysis.today)
        for narrowed in (during, filter)
        for query in analysis.queries
        if narrowed
    )


def _merged(searches: Iterable[Sequence[Evidence]]) -> list[Evidence]:
    items: dict[str, Evidence] = {}
    for item in chain.from_iterable(searches):
        items.setdefault(item.hit.passage.id, item)
    return list(items.values())


def _write(
    question: Question, analysis: QuestionAnalysis, evidence: Sequence[Evidence], tools: Tools
) -> Generator[Event, None, tuple[Answer | None, str]]:
    """Let the language model write the answer; return it, or None and why the model failed."""
    if tools.writer is None or not evidence or analysis.fault:
        return None, analysis.fault
    try:
        written = yield from tools.writer.answer(question, analysis.question, evidence[:READ], tools.reader)
        return add_conflicts_to_written(written, analysis, evidence), ""
    except LanguageModelError as error:
        return None, str(error)
    finally:
        tools.clock.lap("write")


def _quote_aloud(
    analysis: QuestionAnalysis, evidence: Sequence[Evidence], tools: Tools
) -> Generator[Event, None, Answer]:
    """Quote the answer from the evidence, with an event for each claim."""
    yield Stage("reading", len(evidence))
    quoted = _quote(analysis, evidence, tools)
    for position, claim in enumerate(quoted.claims):
        yield ClaimDelta(position, claim.text)
        cited = tuple(citation for citation in quoted.citations if citation.n in claim.citations)
        yield ClaimChecked(position, claim, cited)
    return quoted


def _quote(analysis: QuestionAnalysis, evidence: Sequence[Evidence], tools: Tools) -> Answer:
    """Quote the answer from the evidence."""
    reading = read_evidence(analysis, evidence, tools.reader)
    tools.clock.lap("read")
    quoted = extract_answer(analysis, evidence, reading)
    tools.clock.lap("choose")
    return quoted


def _look_elsewhere(missing: Answer, analysis: QuestionAnalysis, tools: Tools) -> Answer:
    """Point to passages outside the filter that answer, if the filter excludes any."""
    scope = analysis.date_scope
    if not scope.is_narrow:
        return missing
    outside = [item for item in _search(analysis, scope.outside, tools) if not scope.has(item)]
    return point_elsewhere(missing, scope, _quote(analysis, outside, tools))


def _completed(given: Answer, analysis: QuestionAnalysis, retriever: Retriever, fault: str) -> Answer:
    """Add the question and its filter to an answer, and what a reader should know about the search."""
    removed = removed_article_notices(analysis.keywords, retriever.removed()) if given.status == "not_found" else ()
    model = (Notice("model", f"Quoted from the articles without the language model: {fault}"),) if fault else ()
    caveats = (Notice("search", text) for text in retriever.caveats())
    return replace(
        given,
        question=analysis.text,
        standalone_question=analysis.standalone,
        filter=analysis.filter,
        window_from=analysis.date_scope.origin,
        notices=(*given.notices, *removed, *model, *caveats, *analysis.date_scope.notices),
    )
