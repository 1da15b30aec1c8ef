"""Render the notices of an answer."""

from rag.schema.answer import Answer, Notice
from ui.messages.messages import Messages
from ui.messages.notices import translated
from ui.page.escape import escaped


def notices_html(words: Messages, answer: Answer) -> str:
    """Render the notices that no chip, claim or table shows already."""
    agreement = any(claim.verdict == "supported" and claim.independent_sources > 1 for claim in answer.claims)
    shown = {"window"} | ({"conflict"} if answer.conflicts else set()) | ({"agreement"} if agreement else set())
    return "".join(_notice(words, notice) for notice in answer.notices if notice.kind not in shown)


def _notice(words: Messages, notice: Notice) -> str:
    text = escaped(translated(words, notice.text))
    return f'<p class="cw-notice cw-notice-{escaped(notice.kind)}" dir="auto">{text}</p>'
