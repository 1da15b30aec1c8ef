"""Render the conditions of an answer: as-of date, publication dates, sources, languages."""

from collections.abc import Iterator
from datetime import datetime

from index.filters import Filter
from ui.messages.messages import Messages
from ui.page.escape import escaped, isolated


def conditions(words: Messages, number: int, taken: Filter, window: str = "", *, whole: bool = False) -> str:
    """Render the conditions as chips; "" for none.

    Args:
        words: Messages of the page's language.
        number: Number of the answer on the page.
        taken: Filter that the answer used.
        window: Publication dates in the answer's own words, for a filter without dates; "" for none.
        whole: Whether the answer is complete; then a button removes all conditions but the as-of date.
    """
    narrower = [f'<span class="cw-chip">{label}</span>' for label in _narrower(words, taken, window)]
    chips = f'<span class="cw-chip">{as_of_label(words, taken.as_of)}</span>' if taken.as_of else ""
    chips += "".join(narrower)
    if narrower and whole:
        lift = words.filters.lift if taken.sources or taken.languages else words.chat.lift
        chips += f'<button type="button" class="cw-lift" id="cw-lift-{number}">{lift}</button>'
    return f'<div class="cw-conditions">{chips}</div>' if chips else ""


def as_of_label(words: Messages, moment: datetime) -> str:
    """Return the label of the as-of date."""
    return words.answer.as_of(day=words.day(moment))


def published_label(words: Messages, taken: Filter) -> str:
    """Return the publication dates in the page's language; "" for none or an empty range."""
    texts = words.answer
    since, until = words.day(taken.since), words.day(taken.until)
    if taken.since and taken.until:
        if taken.since > taken.until:
            return ""
        return texts.published_on(day=since) if since == until else texts.published_between(first=since, last=until)
    if since:
        return texts.published_since(day=since)
    return texts.published_until(day=until) if until else ""


def source_label(words: Messages, name: str) -> str:
    """Return the label of a source filter."""
    return words.filters.source(name=isolated(name))


def language_label(words: Messages, code: str) -> str:
    """Return the label of a language filter."""
    return words.filters.language(name=escaped(words.language_name(code)))


def _narrower(words: Messages, taken: Filter, window: str) -> Iterator[str]:
    if days := published_label(words, taken) or (isolated(window) if window else ""):
        yield days
    yield from (source_label(words, name) for name in taken.sources)
    yield from (language_label(words, code) for code in taken.languages)
