"""From a question to a growing session: what the page shows while it is answered."""

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
from ui.page.beats import with_beats
from ui.page.chat.session import Session
from ui.page.filters.narrowing import NOTHING, Narrowing
from ui.serialization.requests import LONGEST_QUESTION

Ask = Callable[[str, Conversation, Filter, tuple[Claim, ...], date | None], Iterator[Told]]
"""`Engine.ask`."""

Keep = Callable[[Session, Answer], Session]
"""`Shelf.keep`."""

PAUSE_S = 0.1
"""Seconds between two states of a streaming answer: each sends the message again."""

BEAT_S = 0.25
"""Seconds until the visitor's Stop is heard, at most."""

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
    """The session with the question in it, again and again until the answer is whole or `stop` is set. `narrowed` is
    what it may be answered from. `findings` are those by which its answer is to be written again. `keep` puts the whole
    answer where it is kept, before it is shown. Never raises: what goes wrong is told in the session, and what was said
    before stays."""
    session = session.asking(words, question, narrowed)
    yield session
    if len(question) > LONGEST_QUESTION:
        yield session.failed(words, words.chat.too_long(limit=words.number(LONGEST_QUESTION)))
        return
    try:
        events = asking(question, session.conversation, narrowed.filter, findings, narrowed.as_of)
        for progress in _paced(events, stop, clock):
            session = session.hearing(words, progress)
            if progress.answer is not None:
                session = keep(session, progress.answer)
            yield session
        yield session.stopped(words)
    except EmbedderError:
        yield session.failed(words, words.chat.out_of_order)
    except CitewellError as error:
        yield session.failed(words, str(error))
    except Exception:  # noqa: BLE001  a fault of ours must not end the visitor's conversation
        _LOG.exception("a question on the page failed")
        yield session.failed(words, words.chat.unexpected)


def _paced(events: Iterator[Told], stop: Event, clock: Callable[[], float]) -> Iterator[Progress]:
    """The progress after the events, until `stop`: each stage and the end at once, words at most every PAUSE_S,
    and within a beat where nothing follows them."""
    progress, shown, unseen = Progress(), clock(), False
    for event in with_beats(events, BEAT_S):
        if stop.is_set():
            return
        if event is None and not unseen:
            continue
        progress = progress if event is None else progress.after(event)
        unseen = isinstance(event, ClaimDelta | ClaimChecked) and clock() - shown < PAUSE_S
        if not unseen:
            shown = clock()
            yield progress
