"""Answer a question in a session and yield each state that the page shows."""

import logging
from collections.abc import Callable, Iterator
from datetime import date
from threading import Event
from time import monotonic

from index.errors import CitewellError, EmbedderError
from index.filters import Filter
from rag.schema.answer import Answer
from rag.schema.citation import Claim
from rag.schema.conversation import Conversation
from rag.schema.events import ClaimChecked, ClaimDelta
from rag.schema.events import Event as Told
from ui.messages.messages import Messages
from ui.page.answer.progress import Progress
from ui.page.chat.session import Session
from ui.page.filters.narrowing import NOTHING, Narrowing
from ui.page.heartbeats import with_heartbeats
from ui.serialization.requests import LONGEST_QUESTION

Ask = Callable[[str, Conversation, Filter, tuple[Claim, ...], date | None], Iterator[Told]]
"""`Engine.ask`."""

Keep = Callable[[Session, Answer], Session]
"""`VisitorConversations.keep`."""

PAUSE_S = 0.1
"""Minimum seconds between two states of a streaming answer: each resends the message."""

HEARTBEAT_S = 0.25
"""Maximum seconds until the visitor's Stop takes effect."""

_LOG = logging.getLogger("citewell")


def ask(
    words: Messages,
    asking: Ask,
    question: str,
    session: Session,
    stop: Event,
    narrowed: Narrowing = NOTHING,
    findings: tuple[Claim, ...] = (),
    keep: Keep = lambda session, _: session,
    clock: Callable[[], float] = monotonic,
) -> Iterator[Session]:
    """Yield the session with the question, again and again until the answer is complete or `stop` is set.

    Never raises: the session shows what went wrong, and earlier exchanges stay.

    Args:
        words: Messages of the visitor's language.
        asking: Answers the question.
        question: The question as typed.
        session: The session before the question.
        stop: Set to stop the answer.
        narrowed: The visitor's conditions.
        findings: Checked claims of an earlier answer that the new answer corrects.
        keep: Saves the complete answer before it is shown.
        clock: Seconds, monotonic.
    """
    session = session.with_question(words, question, narrowed)
    yield session
    if len(question) > LONGEST_QUESTION:
        yield session.failed(words, words.chat.too_long(limit=words.number(LONGEST_QUESTION)))
        return
    try:
        events = asking(question, session.conversation, narrowed.filter, findings, narrowed.as_of)
        for progress in _paced(events, stop, clock):
            session = session.with_progress(words, progress)
            if progress.answer is not None:
                session = keep(session, progress.answer)
            yield session
        yield session.stopped(words)
    except EmbedderError:
        yield session.failed(words, words.chat.out_of_order)
    except CitewellError as error:
        yield session.failed(words, str(error))
    except Exception:  # noqa: BLE001  an internal error must not end the visitor's conversation
        _LOG.exception("a question on the page failed")
        yield session.failed(words, words.chat.unexpected)


def _paced(events: Iterator[Told], stop: Event, clock: Callable[[], float]) -> Iterator[Progress]:
    """Yield the progress until `stop`: stages and the end at once, words every PAUSE_S at most.

    Words that nothing follows appear at the next heartbeat.
    """
    progress, shown, unseen = Progress(), clock(), False
    for event in with_heartbeats(events, HEARTBEAT_S):
        if stop.is_set():
            return
        if event is None and not unseen:
            continue
        progress = progress if event is None else progress.after(event)
        unseen = isinstance(event, ClaimDelta | ClaimChecked) and clock() - shown < PAUSE_S
        if not unseen:
            shown = clock()
            yield progress
