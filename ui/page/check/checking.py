"""Check a draft and yield each state that the page shows."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Event
from time import monotonic

from index.errors import CitewellError, EmbedderError
from index.filters import Filter
from rag.verification.draft import DraftCheck
from ui.messages.messages import Messages
from ui.page.check.checked import check_html, check_problem
from ui.page.heartbeats import with_heartbeats
from ui.serialization.requests import LONGEST_DRAFT

Check = Callable[[str, Filter], Iterator[DraftCheck]]
"""`Engine.check`."""

PAUSE_S = 0.25
"""Minimum seconds between two states: each resends the whole draft."""
PAUSE_EACH_S = 0.01
"""Additional seconds per sentence of the draft."""
HEARTBEAT_S = 0.25
"""Maximum seconds until the visitor's Stop takes effect."""

_LOG = logging.getLogger("citewell")


@dataclass(frozen=True, slots=True)
class Shown:
    """A state of the check: `status` is its progress in words, `html` the draft as checked so far."""

    status: str
    html: str
    busy: bool


def check(
    words: Messages, checking: Check, text: str, stop: Event, clock: Callable[[], float] = monotonic
) -> Iterator[Shown]:
    """Check `text` and yield each state until the check is complete or `stop` is set.

    Never raises: the last state shows what went wrong.
    """
    if problem := _problem(words, text):
        yield Shown("", check_problem(words, problem), busy=False)
        return
    yield Shown(words.check.starting, "", busy=True)
    try:
        yield from _growing(words, checking(text, Filter()), stop, clock)
    except EmbedderError:
        yield Shown("", check_problem(words, words.check.out_of_order), busy=False)
    except CitewellError as error:
        yield Shown("", check_problem(words, str(error)), busy=False)
    except Exception:  # noqa: BLE001  an internal error must not lose the visitor's text
        _LOG.exception("a check on the page failed")
        yield Shown("", check_problem(words, words.check.unexpected), busy=False)


def _problem(words: Messages, text: str) -> str:
    if not text.strip():
        return words.check.empty
    return words.check.too_long(limit=words.number(LONGEST_DRAFT)) if len(text) > LONGEST_DRAFT else ""


def _growing(words: Messages, checks: Iterator[DraftCheck], stop: Event, clock: Callable[[], float]) -> Iterator[Shown]:
    known: DraftCheck | None = None
    shown = -float("inf")
    for check in with_heartbeats(checks, HEARTBEAT_S):
        if stop.is_set():
            break
        known = check or known
        if check and clock() - shown >= PAUSE_S + PAUSE_EACH_S * check.sentences:
            shown = clock()
            yield Shown(_how_far(words, check), check_html(words, check), busy=True)
    if known is None:
        yield Shown(words.check.stopped, "", busy=False)
        return
    stopped = stop.is_set() and len(known.claims) < known.sentences
    yield Shown(_stopped_at(words, known) if stopped else words.check.done, check_html(words, known), busy=False)


def _how_far(words: Messages, check: DraftCheck) -> str:
    """Return the progress: "Sentence 3 of 20"."""
    if not check.sentences:
        return words.check.starting
    number = min(len(check.claims) + 1, check.sentences)
    return words.check.sentence(number=words.number(number), sentences=words.number(check.sentences))


def _stopped_at(words: Messages, check: DraftCheck) -> str:
    """Return the progress of a stopped check: "Stopped: 3 of 20 sentences checked."."""
    return words.check.stopped_at(check.sentences, done=words.number(len(check.claims)))
