"""From a draft to what the page shows of its check, again and again until it is whole or stopped."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Event
from time import monotonic

from index.errors import CitewellError
from index.filters import Filter
from rag.draft import DraftCheck
from ui.page import messages
from ui.page.beats import with_beats
from ui.page.check import check_html, check_problem
from ui.requests import LONGEST_DRAFT

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


def check(checking: Check, text: str, stop: Event, clock: Callable[[], float] = monotonic) -> Iterator[Shown]:
    """What to show of the check of `text`; never raises: what goes wrong is told in it."""
    if problem := _problem(text):
        yield Shown("", check_problem(problem), busy=False)
        return
    yield Shown(messages.CHECK_STARTING, "", busy=True)
    try:
        yield from _growing(checking(text, Filter()), stop, clock)
    except CitewellError as error:
        yield Shown("", check_problem(str(error)), busy=False)
    except Exception:  # noqa: BLE001  a fault of ours must not take the visitor's text away
        _LOG.exception("a check on the page failed")
        yield Shown("", check_problem(messages.CHECK_UNEXPECTED), busy=False)


def _problem(text: str) -> str:
    if not text.strip():
        return messages.CHECK_EMPTY
    return messages.draft_too_long(LONGEST_DRAFT) if len(text) > LONGEST_DRAFT else ""


def _growing(checks: Iterator[DraftCheck], stop: Event, clock: Callable[[], float]) -> Iterator[Shown]:
    known: DraftCheck | None = None
    shown = -float("inf")
    for check in with_beats(checks, BEAT_S):
        if stop.is_set():
            break
        known = check or known
        if check and clock() - shown >= PAUSE_S + PAUSE_EACH_S * check.sentences:
            shown = clock()
            yield Shown(messages.checking(len(check.claims), check.sentences), check_html(check), busy=True)
    if known is None:
        yield Shown(messages.STOPPED, "", busy=False)
        return
    done = len(known.claims)
    status = (
        messages.stopped_at(done, known.sentences) if stop.is_set() and done < known.sentences else messages.CHECK_DONE
    )
    yield Shown(status, check_html(known), busy=False)
