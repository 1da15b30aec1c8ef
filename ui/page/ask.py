"""From a question to a growing session: what the page shows while it is answered."""

import logging
from collections.abc import Callable, Iterator
from time import monotonic

from index.errors import CitewellError
from index.filters import Filter
from rag.conversation import Conversation
from rag.events import Event, Finished, Stage
from ui.page import messages
from ui.page.progress import Progress
from ui.page.session import Session
from ui.requests import LONGEST_QUESTION

Ask = Callable[[str, Conversation, Filter], Iterator[Event]]
"""`Engine.ask`."""

PAUSE_S = 0.1
"""Seconds between two states of a streaming answer: each sends the message again."""

_LOG = logging.getLogger("citewell")


def ask(asking: Ask, question: str, session: Session, clock: Callable[[], float] = monotonic) -> Iterator[Session]:
    """The session with the question in it, again and again until the answer is whole. Never raises: what goes wrong is
    told in the session, and what was said before stays."""
    session = session.asking(question)
    yield session
    if len(question) > LONGEST_QUESTION:
        yield session.failed(messages.too_long(LONGEST_QUESTION))
        return
    try:
        for progress in _paced(asking(question, session.conversation, Filter()), clock):
            session = session.hearing(progress)
            yield session
    except CitewellError as error:
        yield session.failed(str(error))
    except Exception:
        _LOG.exception("a question on the page failed")
        yield session.failed(messages.UNEXPECTED)


def _paced(events: Iterator[Event], clock: Callable[[], float]) -> Iterator[Progress]:
    """The progress after the events: each stage and the end at once, words at most every PAUSE_S."""
    progress, shown = Progress(), clock()
    for event in events:
        progress = progress.after(event)
        if isinstance(event, Stage | Finished) or clock() - shown >= PAUSE_S:
            shown = clock()
            yield progress
