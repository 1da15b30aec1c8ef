"""What an answer was taken from, where that is not everything that stands now."""

from collections.abc import Iterator
from datetime import datetime

from index.filters import Filter
from ui.messages.messages import Messages
from ui.page.escape import escaped, isolated


def conditions(words: Messages, number: int, taken: Filter, window: str = "", *, whole: bool = False) -> str:
    """Chips: the day as of which is answered, the days of publication, the sources and languages; under an answer that
    is `whole` with what lifts them, all but the day as of which. `window` says the days in the answer's own words, ""
    where it has none."""
    narrower = [f'<span class="cw-chip">{said}</span>' for said in _narrower(words, taken, window)]
    chips = f'<span class="cw-chip">{as_of_said(words, taken.as_of)}</span>' if taken.as_of else ""
    chips += "".join(narrower)
    if narrower and whole:
        lift = words.filters.lift if taken.sources or taken.languages else words.chat.lift
        chips += f'<button type="button" class="cw-lift" id="cw-lift-{number}">{lift}</button>'
    return f'<div class="cw-conditions">{chips}</div>' if chips else ""


def as_of_said(words: Messages, moment: datetime) -> str:
    """The day as of which is answered."""
    return words.answer.as_of(day=words.day(moment))


def published_said(words: Messages, taken: Filter) -> str:
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


def source_said(words: Messages, name: str) -> str:
    """A source that is searched, and no other."""
    return words.filters.source(name=isolated(name))


def language_said(words: Messages, code: str) -> str:
    """A language that is searched, and no other."""
    return words.filters.language(name=escaped(words.language_name(code)))


def _narrower(words: Messages, taken: Filter, window: str) -> Iterator[str]:
    if days := published_said(words, taken) or (isolated(window) if window else ""):
        yield days
    yield from (source_said(words, name) for name in taken.sources)
    yield from (language_said(words, code) for code in taken.languages)
