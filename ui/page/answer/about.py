"""What stands under an answer: how it was made, how far such answers can be relied on, its address, and thumbs."""

from collections.abc import Iterator
from urllib.parse import quote

from babel.numbers import format_decimal

from rag.schema.answer import Answer
from ui.messages.messages import Messages
from ui.page.escape import escaped


def about(words: Messages, answer: Answer) -> str:
    """A line of the page's own, and what a visitor may think of an answer that is kept."""
    line = f'<p class="cw-about">{"".join(f"<span>{one}</span>" for one in _said(words, answer))}</p>'
    return f"{line}{_thumbs(words, answer)}"


def _said(words: Messages, answer: Answer) -> Iterator[str]:
    said = words.about
    if answer.claims:
        yield said.quoted if answer.mode == "extractive" else said.written
        if answer.mode == "extractive" and answer.confidence:  # a language model's is of its check, not of such answers
            yield said.sure(share=words.number(round(answer.confidence * 100)))
    if seconds := answer.timings_ms.get("total", 0.0) / 1000:
        yield said.took(seconds=format_decimal(round(seconds, 1) or 0.1, locale=words.locale))
    if answer.claims:
        yield f'<button type="button" class="cw-copy">{words.copying.answer}</button>'
    if answer.id:
        href = escaped(f"a/{quote(answer.id, safe='')}")
        yield f'<a class="cw-permalink" href="{href}" title="{escaped(answer.id)}">{words.answer.link}</a>'
        yield f'<button type="button" class="cw-copy-link">{words.copying.link}</button>'


def _thumbs(words: Messages, answer: Answer) -> str:
    """Buttons that ui/static/feedback.js listens to; it says which is pressed, and shows the one that asks why."""
    if not answer.id:
        return ""
    said, id = words.feedback, quote(answer.id, safe="")
    buttons = "".join(
        f'<button type="button" class="cw-thumb cw-{verdict}" id="cw-{verdict}-{id}">{name}</button>'
        for verdict, name in (("up", said.up), ("down", said.down))
    )
    why = f'<button type="button" class="cw-why-not" id="cw-why-{id}">{said.reason}</button>'
    return (
        f'<div class="cw-feedback" id="cw-feedback-{id}"><span class="cw-feedback-label">{said.label}</span>'
        f'{buttons}{why}<span class="cw-told"></span></div>'
    )
