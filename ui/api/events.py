"""An answer on its way, as server-sent events (`ui.api.schema_events` has their shapes)."""

import logging
from collections.abc import AsyncIterator, Generator, Iterator
from contextlib import closing

from anyio import CapacityLimiter, to_thread

from index.errors import CitewellError
from rag.schema.answer import Answer
from rag.schema.events import ClaimChecked, ClaimDelta, Event, Finished, Sources, Stage, StandaloneQuestion
from ui.http.problems import FAULT, status_of
from ui.serialization.serializers import Json, answer_json, citation_json, claim_json, conflict_json


async def in_own_thread(lines: Generator[str, None, None]) -> AsyncIterator[str]:
    """The lines as they come, each waited for in a thread that is this stream's alone: however many streams wait for a
    slow model, none waits for another. A listener who leaves ends the stream at its next line."""
    limiter = CapacityLimiter(1)
    with closing(lines):
        while (line := await to_thread.run_sync(next, lines, None, limiter=limiter)) is not None:
            yield line


def named(events: Iterator[Event]) -> Generator[tuple[str, Json], None, None]:
    """(name, data) of each event as it happens; the last is `done`, or `error`, which tells what went wrong on the way,
    since the status is long sent."""
    try:
        for event in events:
            yield from _named(event)
        yield "done", {"stopped": False}
    except CitewellError as error:
        yield "error", {"status": status_of(error), "detail": str(error)}
    except Exception:
        logging.getLogger("citewell").exception("unexpected error in an answer")
        yield "error", {"status": 500, "detail": FAULT}


def _named(event: Event) -> Iterator[tuple[str, Json]]:
    match event:
        case Stage(name, count):
            yield "stage", {"name": name, "count": count}
        case StandaloneQuestion(text):
            yield "standalone_question", {"text": text}
        case Sources(passages):
            yield "sources", {"sources": [citation_json(passage) for passage in passages]}
        case ClaimDelta(position, text):
            yield "claim_delta", {"position": position, "text": text}
        case ClaimChecked(position, claim, citations):
            cited = [citation_json(citation) for citation in citations]
            yield "claim", {"position": position, **claim_json(claim), "cited": cited}
        case Finished(answer):
            yield from _ending(answer)


def _ending(answer: Answer) -> Iterator[tuple[str, Json]]:
    if answer.conflicts:
        yield "conflicts", {"conflicts": [conflict_json(conflict) for conflict in answer.conflicts]}
    yield "answer", answer_json(answer)
