"""The lines below an answer: how it was made, its confidence, its link, and the feedback buttons."""

from collections.abc import Iterator
from urllib.parse import quote

from babel.numbers import format_decimal

from rag.schema.answer import Answer
from ui.messages.messages import Messages
from ui.page.escape import escaped

HIGH, MEDIUM = 0.7, 0.4
"""Confidence from which the page calls an answer's confidence high or medium. On held-out questions .80 of the answers
given .75 were right, .66 of those given .66, and .58 of those given .45 (docs/figures.md, "Confidence")."""


def about(words: Messages, answer: Answer) -> str:
    """Render the lines below an answer; a saved answer also has feedback buttons."""
    return f'<div class="cw-about">{"".join(_items(words, answer))}</div>{_thumbs(words, answer)}'


def _items(words: Messages, answer: Answer) -> Iterator[str]:
    texts = words.about
    if answer.claims:
        yield f"<span>{texts.quoted if answer.mode == 'extractive' else texts.written}</span>"
        if answer.mode == "extractive" and answer.confidence:  # a language model's rates the check, not the answer
            yield _confidence(words, answer.confidence)
    if seconds := answer.timings_ms.get("total", 0.0) / 1000:
        duration = format_decimal(round(seconds, 1) or 0.1, locale=words.locale)
        yield f"<span>{texts.took(seconds=duration)}</span>"
    if answer.claims:
        yield f'<span><button type="button" class="cw-copy">{words.copying.answer}</button></span>'
    if answer.id:
        href = escaped(f"a/{quote(answer.id, safe='')}")
        link = f'<a class="cw-permalink" href="{href}" title="{escaped(answer.id)}">{words.answer.link}</a>'
        yield f"<span>{link}</span>"
        yield f'<span><button type="button" class="cw-copy-link">{words.copying.link}</button></span>'


def _confidence(words: Messages, confidence: float) -> str:
    """Render the confidence level, which opens to show the estimated share of right answers."""
    texts = words.about
    level = texts.high if confidence >= HIGH else texts.medium if confidence >= MEDIUM else texts.low
    meaning = texts.meaning(share=words.number(round(confidence * 100)))
    return f'<details class="cw-confidence"><summary>{level}</summary>{meaning}</details>'


def _thumbs(words: Messages, answer: Answer) -> str:
    """Render the feedback buttons of a saved answer.

    ui/static/feedback.js handles them: it marks the pressed button and shows the one that asks for a reason.
    """
    if not answer.id:
        return ""
    texts, id = words.feedback, quote(answer.id, safe="")
    buttons = "".join(
        f'<button type="button" class="cw-thumb cw-{verdict}" id="cw-{verdict}-{id}">{name}</button>'
        for verdict, name in (("up", texts.up), ("down", texts.down))
    )
    why = f'<button type="button" class="cw-why-not" id="cw-why-{id}">{texts.reason}</button>'
    return (
        f'<div class="cw-feedback" id="cw-feedback-{id}"><span class="cw-feedback-label">{texts.label}</span>'
        f'{buttons}{why}<span class="cw-told"></span></div>'
    )
