"""An answer on its way, as server-sent events."""

import json
import logging
from collections.abc import AsyncIterator, Generator
from contextlib import closing

from anyio import CapacityLimiter, to_thread

from index.errors import CitewellError
from rag.events import ClaimChecked, ClaimDelta, Event, Finished, Stage, StandaloneQuestion
from ui.http.problems import FAULT
from ui.requests import AskBody
from ui.service import LocalService
from ui.wire import Json, answer_json, citation_json, claim_json


async def in_own_thread(lines: Generator[str, None, None]) -> AsyncIterator[str]:
    """The lines as they come, each waited for in a thread that is this stream's alone: however many streams wait for a
    slow model, none waits for another. A listener who leaves ends the stream at its next line."""
    limiter = CapacityLimiter(1)
    with closing(lines):
        while (line := await to_thread.run_sync(next, lines, None, limiter=limiter)) is not None:
            yield line


def server_sent(service: LocalService, body: AskBody) -> Generator[str, None, None]:
    """The events as they happen; what goes wrong on the way is the last of them, since the status is long sent."""
    try:
        for event in service.engine.ask(body.question, body.conversation, body.filter, body.claims, body.today):
            yield _framed(*_named(event))
    except CitewellError as error:
        yield _framed("error", {"detail": str(error)})
    except Exception:
        logging.getLogger("citewell").exception("unexpected error in an answer")
        yield _framed("error", {"detail": FAULT})


def _framed(name: str, data: Json) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


def _named(event: Event) -> tuple[str, Json]:
    match event:
        case Stage(name, count):
            return "stage", {"name": name, "count": count}
        case StandaloneQuestion(text):
            return "standalone_question", {"text": text}
        case ClaimDelta(position, text):
            return "claim_delta", {"position": position, "text": text}
        case ClaimChecked(position, claim, citations):
            cited = [citation_json(citation) for citation in citations]
            return "claim", {"position": position, **claim_json(claim), "cited": cited}
        case Finished(answer):
            return "answer", answer_json(answer)
