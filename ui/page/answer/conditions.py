"""What an answer was taken from, where that is not everything that stands now."""

from index.filters import Filter
from ui.page.escape import isolated
from ui.page.messages.messages import Messages


def conditions(words: Messages, number: int, taken: Filter, window: str = "") -> str:
    """Chips: the day as of which is answered, and the days of publication with what lifts them. `window` says those
    days in the answer's own words, "" where it has none."""
    chips = _chip(words.answer.as_of(day=words.day(taken.as_of))) if taken.as_of else ""
    if window:
        lift = f'<button type="button" class="cw-lift" id="cw-lift-{number}">{words.chat.lift}</button>'
        chips += _chip(_published(words, taken) or isolated(window)) + lift
    return f'<div class="cw-conditions">{chips}</div>' if chips else ""


def _chip(said: str) -> str:
    return f'<span class="cw-chip">{said}</span>'


def _published(words: Messages, taken: Filter) -> str:
    """The days of publication in the page's language; "" where there are none, or no day can be among them."""
    said = words.answer
    since, until = words.day(taken.since), words.day(taken.until)
    if taken.since and taken.until:
        if taken.since > taken.until:
            return ""
        return said.published_on(day=since) if since == until else said.published_between(first=since, last=until)
    if since:
        return said.published_since(day=since)
    return said.published_until(day=until) if until else ""
