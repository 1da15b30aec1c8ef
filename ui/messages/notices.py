"""Translate the notices of an answer."""

from dataclasses import fields, replace

from rag.schema.events import Event, Finished
from ui.messages.language import FALLBACK, in_language
from ui.messages.messages import Messages


def for_readers(words: Messages, event: Event) -> Event:
    """Translate the notices of a finished answer for a site's readers; other events stay unchanged.

    A notice about a failed language model loses its details, which are for the operator.
    """
    if not isinstance(event, Finished):
        return event
    general = {"model": words.notices.quoted}
    notices = tuple(
        replace(notice, text=general.get(notice.kind) or translated(words, notice.text))
        for notice in event.answer.notices
    )
    return replace(event, answer=replace(event.answer, notices=notices))


def translated(words: Messages, text: str) -> str:
    """Translate a notice with a fixed text; other texts stay unchanged."""
    fixed = in_language(FALLBACK).notices
    names = (field.name for field in fields(fixed) if getattr(fixed, field.name) == text)
    return next((getattr(words.notices, name) for name in names), text)
