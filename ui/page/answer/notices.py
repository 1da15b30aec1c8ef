"""What else a reader should know of an answer."""

from rag.schema.answer import Answer, Notice
from ui.messages.messages import Messages
from ui.messages.notices import translated
from ui.page.escape import escaped


def notices_html(words: Messages, answer: Answer) -> str:
    """The notices; what stands as a chip, at a claim or as a table is not said again."""
    spread = any(claim.verdict == "supported" and claim.independent_sources > 1 for claim in answer.claims)
    shown = {"window"} | ({"conflict"} if answer.conflicts else set()) | ({"agreement"} if spread else set())
    return "".join(_notice(words, notice) for notice in answer.notices if notice.kind not in shown)


def _notice(words: Messages, notice: Notice) -> str:
    said = escaped(translated(words, notice.text))
    return f'<p class="cw-notice cw-notice-{escaped(notice.kind)}" dir="auto">{said}</p>'
