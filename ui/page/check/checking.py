"""From a draft to what the page shows of its check, again and again until it is whole or stopped."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Event
from time import monotonic

from index.errors import CitewellError, EmbedderError
from index.filters import Filter
from rag.verification.draft import DraftCheck
from ui.messages.messages import Messages
from ui.page.beats import with_beats
from ui.page.check.checked import check_html, check_problem
from ui.serialization.requests import LONGEST_DRAFT

Check = Callable[[str, Filter], Iterator[DraftCheck]]
"""`Engine.check`."""

PAUSE_S = 0.25
"""Seconds between two states of a short draft: each sends the whole of it again."""
PAUSE_EACH_S = 0.01
"""Seconds more for each sentence of a longer one."""
BEAT_S = 0.25
"""Seconds until the visitor's Stop is heard, at most."""

_LOG = logging.getLogger("citewell")


@dataclass(frozen=True, slots=True)
class Shown:
    """`status` says in words how far the check is; `html` is the draft as it is checked so far."""

    status: str
    html: str
    busy: bool


def check(
    words: Messages, checking: Check, text: str, stop: Event, clock: Callable[[], float] = monotonic
) -> Iterator[Shown]:
    """What to show of the check of `text`; never raises: what goes wrong is told in it."""
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
    except Exception:  # noqa: BLE001  a fault of ours must not take the visitor's text away
        _LOG.exception("a check on the page failed")
        yield Shown("", check_problem(words, words.check.unexpected), busy=False)


def _problem(words: Messages, text: str) -> str:
    if not text.strip():
        return words.check.empty
    return words.check.too_long(limit=words.number(LONGEST_DRAFT)) if len(text) > LONGEST_DRAFT else ""


def _growing(words: Messages, checks: Iterator[DraftCheck], stop: Event, clock: Callable[[], float]) -> Iterator[Shown]:
    known: DraftCheck | None = None
    shown = -float("inf")
    for check in with_beats(checks, BEAT_S):
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
    """How far the check is: "Sentence 3 of 20"."""
    if not check.sentences:
        return words.check.starting
    number = min(len(check.claims) + 1, check.sentences)
    return words.check.sentence(number=words.number(number), sentences=words.number(check.sentences))


def _stopped_at(words: Messages, check: DraftCheck) -> str:
    """Where the check was stopped: "Stopped: 3 of 20 sentences are checked."."""
    return words.check.stopped_at(check.sentences, done=words.number(len(check.claims)))
