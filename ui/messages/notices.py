"""The notices of an answer in the words of the page."""

from dataclasses import fields, replace

from rag.schema.events import Event, Finished
from ui.messages.language import FALLBACK, in_language
from ui.messages.messages import Messages


def for_readers(words: Messages, event: Event) -> Event:
    """`event`, the notices of its answer in the readers' language; that a language model failed is told, but not where
    it runs and what it said, which is for whoever runs it."""
    if not isinstance(event, Finished):
        return event
    told = {"model": words.notices.quoted}
    notices = tuple(
        replace(one, text=told.get(one.kind) or translated(words, one.text)) for one in event.answer.notices
    )
    return replace(event, answer=replace(event.answer, notices=notices))


def translated(words: Messages, text: str) -> str:
    """`text` in the page's language where it is one of those that answers say in fixed words, else as it is."""
    fixed = in_language(FALLBACK).notices
    return next((getattr(words.notices, one.name) for one in fields(fixed) if getattr(fixed, one.name) == text), text)
