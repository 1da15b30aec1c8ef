"""Render the active filters as chips; pressing a chip removes its filter. Pure."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote, unquote

from ui.messages.messages import Messages
from ui.page.answer.conditions import as_of_label, language_label, published_label, source_label
from ui.page.filters.narrowing import Narrowing

AS_OF, PUBLISHED, SOURCE, LANGUAGE = "as-of", "published", "source-", "language-"
"""Ids of the chips after `cw-unset-`; a name follows the last two."""


def chips_html(words: Messages, narrowed: Narrowing) -> str:
    """Render the chips; "" without filters."""
    chips = "".join(_chip(words, id, label) for id, label in _active(words, narrowed))
    return f'<div class="cw-conditions">{chips}</div>' if chips else ""


def without(narrowed: Narrowing, id: str) -> Narrowing:
    """Remove the filter of the chip with this id."""
    if id == AS_OF:
        return replace(narrowed, as_of=None)
    if id == PUBLISHED:
        return replace(narrowed, since=None, until=None)
    if id.startswith(SOURCE):
        return replace(narrowed, sources=_others(narrowed.sources, id.removeprefix(SOURCE)))
    return replace(narrowed, languages=_others(narrowed.languages, id.removeprefix(LANGUAGE)))


def _active(words: Messages, narrowed: Narrowing) -> Iterator[tuple[str, str]]:
    """Yield (id, label) of each chip."""
    taken = narrowed.filter
    if taken.as_of:
        yield AS_OF, as_of_label(words, taken.as_of)
    if taken.since or taken.until:
        yield PUBLISHED, published_label(words, taken) or words.filters.no_day
    yield from ((f"{SOURCE}{quote(name, safe='')}", source_label(words, name)) for name in taken.sources)
    yield from ((f"{LANGUAGE}{quote(code, safe='')}", language_label(words, code)) for code in taken.languages)


def _chip(words: Messages, id: str, label: str) -> str:
    """Render a chip. "Remove:" is for screen readers only; others see a symbol."""
    unseen = f'<span class="cw-unseen">{words.filters.remove} </span>'
    return f'<button type="button" class="cw-chip cw-unset" id="cw-unset-{id}">{unseen}{label}</button>'


def _others(names: tuple[str, ...], quoted: str) -> tuple[str, ...]:
    return tuple(name for name in names if name != unquote(quoted))
