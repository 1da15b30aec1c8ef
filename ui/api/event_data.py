"""The events of an answer as (name, data), which `sse_streams.py` sends; `schema_events.py` describes the data."""

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
    """Yield the lines as they come, each produced in a thread of this stream.

    Streams that wait for a slow model do not delay one another. When the listener leaves, the stream ends at its next
    line.
    """
    limiter = CapacityLimiter(1)
    with closing(lines):
        while (line := await to_thread.run_sync(next, lines, None, limiter=limiter)) is not None:
            yield line


def named(events: Iterator[Event]) -> Generator[tuple[str, Json], None, None]:
    """Yield (name, data) of each event. The last is `done`, or `error` with the problem, because the HTTP status has
    already been sent."""
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
