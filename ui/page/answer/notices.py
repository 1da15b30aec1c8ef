"""What else a reader should know of an answer."""

from dataclasses import fields, replace

from rag.answer_shape import Answer, Notice
from rag.events import Event, Finished
from ui.page.escape import escaped
from ui.page.messages.language import FALLBACK, in_language
from ui.page.messages.messages import Messages


def notices_html(words: Messages, answer: Answer) -> str:
    """The notices; what stands as a chip, at a claim or as a table is not said again."""
    spread = any(claim.verdict == "supported" and claim.independent_sources > 1 for claim in answer.claims)
    shown = {"window"} | ({"conflict"} if answer.conflicts else set()) | ({"agreement"} if spread else set())
    return "".join(_notice(words, notice) for notice in answer.notices if notice.kind not in shown)


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


def _notice(words: Messages, notice: Notice) -> str:
    said = escaped(translated(words, notice.text))
    return f'<p class="cw-notice cw-notice-{escaped(notice.kind)}" dir="auto">{said}</p>'


def translated(words: Messages, text: str) -> str:
    """`text` in the page's language where it is one of those that answers say in fixed words, else as it is."""
    fixed = in_language(FALLBACK).notices
    return next((getattr(words.notices, one.name) for one in fields(fixed) if getattr(fixed, one.name) == text), text)
