"""Load the messages from `en.toml`, `uk.toml` ... and check every file."""

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from babel import Locale, UnknownLocaleError

from ui.messages.messages import Messages
from ui.messages.phrase import Counted, Phrase

FOLDER = Path(__file__).parent
_LIVE = frozenset('<>&"')
"""Characters with a meaning in HTML."""


class MessagesError(ValueError):
    """A file of messages is invalid; the text names the message and the fix."""


@cache
def all_messages() -> Mapping[str, Messages]:
    """Return the messages by language code, read once.

    Raises:
        MessagesError: A file has a missing or unknown message, or one with the wrong placeholders.
    """
    loaded = {file.stem: messages_of(file) for file in sorted(FOLDER.glob("*.toml"))}
    return MappingProxyType(loaded)


def messages_of(file: Path) -> Messages:
    """Load one file, whose name is its language code.

    Raises:
        MessagesError: The file is invalid.
    """
    try:
        locale = Locale.parse(file.stem)
        given = tomllib.loads(file.read_text(encoding="utf-8"))
    except (UnknownLocaleError, ValueError) as error:
        raise MessagesError(f"{file.name}: {error}; name the file after a language, and write TOML in it") from error
    sections = {field.name: field.type for field in fields(Messages) if field.name != "locale"}
    _same(file.name, sections, given)
    return Messages(
        locale=locale,
        **{name: _section(f"{file.name} [{name}]", kind, given[name], locale) for name, kind in sections.items()},
    )


def _section(where: str, kind: Any, given: Any, locale: Locale) -> Any:
    hints = get_type_hints(kind, include_extras=True)
    if not isinstance(given, dict):
        raise MessagesError(f"{where} is not a table; write it as one")
    _same(where, hints, given)
    return kind(**{name: _text(f"{where} {name}", hint, given[name], locale) for name, hint in hints.items()})


def _text(where: str, hint: Any, given: Any, locale: Locale) -> str | Phrase | Counted:
    """Return a text in the type of its annotation: plain, with placeholders, or by count."""
    kind, *places = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    if kind is Counted:
        if not isinstance(given, dict):
            raise MessagesError(f"{where} depends on a count; write {{ one = ..., other = ... }}")
        _same(where, {*locale.plural_form.tags, "other"}, given)
        for form, text in given.items():
            _check(f"{where} {form}", text, {"count", *places})
        return Counted(locale, MappingProxyType(given))
    _check(where, given, set(places))
    return Phrase(given) if kind is Phrase else str(given)


def _check(where: str, text: Any, places: set[str]) -> None:
    if not isinstance(text, str) or not text.strip():
        raise MessagesError(f"{where} is empty or not a text; write it")
    if live := _LIVE.intersection(text):
        raise MessagesError(f"{where} has {' '.join(sorted(live))}, which HTML would interpret; remove it")
    try:
        found = {place for _, place, _, _ in Formatter().parse(text) if place is not None}
    except ValueError as error:
        raise MessagesError(f"{where} has an unmatched brace ({error}); fix it") from error
    if found != places:
        wanted = ", ".join(f"{{{place}}}" for place in sorted(places)) or "none"
        raise MessagesError(f"{where} must have these placeholders: {wanted}")


def _same(where: str, wanted: Any, given: Mapping[str, Any]) -> None:
    """Check that both have the same names."""
    missing, unknown = sorted(set(wanted) - set(given)), sorted(set(given) - set(wanted))
    if missing:
        raise MessagesError(f"{where} lacks {', '.join(missing)}; add it")
    if unknown:
        raise MessagesError(f"{where} has {', '.join(unknown)}, which nothing uses; remove it")
