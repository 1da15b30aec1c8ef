"""What is set for the next questions, as chips that are buttons: pressed, they remove it. Pure."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote, unquote

from ui.messages.messages import Messages
from ui.page.answer.conditions import as_of_said, language_said, published_said, source_said
from ui.page.filters.narrowing import Narrowing

AS_OF, PUBLISHED, SOURCE, LANGUAGE = "as-of", "published", "source-", "language-"
"""What the chips' ids say after `cw-unset-`; the last two are followed by a name."""


def chips_html(words: Messages, narrowed: Narrowing) -> str:
    """The chips; "" where nothing is set."""
    chips = "".join(_chip(words, id, said) for id, said in _set(words, narrowed))
    return f'<div class="cw-conditions">{chips}</div>' if chips else ""


def without(narrowed: Narrowing, id: str) -> Narrowing:
    """The same without what the chip of this id stands for."""
    if id == AS_OF:
        return replace(narrowed, as_of=None)
    if id == PUBLISHED:
        return replace(narrowed, since=None, until=None)
    if id.startswith(SOURCE):
        return replace(narrowed, sources=_others(narrowed.sources, id.removeprefix(SOURCE)))
    return replace(narrowed, languages=_others(narrowed.languages, id.removeprefix(LANGUAGE)))


def _set(words: Messages, narrowed: Narrowing) -> Iterator[tuple[str, str]]:
    """The id and the HTML of each chip."""
    taken = narrowed.filter
    if taken.as_of:
        yield AS_OF, as_of_said(words, taken.as_of)
    if taken.since or taken.until:
        yield PUBLISHED, published_said(words, taken) or words.filters.no_day
    yield from ((f"{SOURCE}{quote(name, safe='')}", source_said(words, name)) for name in taken.sources)
    yield from ((f"{LANGUAGE}{quote(code, safe='')}", language_said(words, code)) for code in taken.languages)


def _chip(words: Messages, id: str, said: str) -> str:
    """A sign says to the eye what the word out of sight says to the ear."""
    unseen = f'<span class="cw-unseen">{words.filters.remove} </span>'
    return f'<button type="button" class="cw-chip cw-unset" id="cw-unset-{id}">{unseen}{said}</button>'


def _others(names: tuple[str, ...], quoted: str) -> tuple[str, ...]:
    return tuple(name for name in names if name != unquote(quoted))
