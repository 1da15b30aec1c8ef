"""The conversation: Gradio's chatbot, and a session as its messages."""

from collections.abc import Iterator
from typing import Any

import gradio as gr

from ui.messages.messages import Messages
from ui.page.answer.chart import figure
from ui.page.answer.message import Shown, question_message
from ui.page.chat.session import Session


def make_log(words: Messages) -> gr.Chatbot:
    """Create the chatbot with sanitized messages.

    LaTeX, copying (it would copy HTML) and scrolling are off; ui/static/follow.js keeps the question in view.
    """
    return gr.Chatbot(
        label=words.chat.label,
        show_label=False,
        container=False,
        elem_id="cw-chat",
        visible=False,
        height="auto",
        autoscroll=False,
        buttons=[],
        latex_delimiters=[],
        reasoning_tags=[],
        sanitize_html=True,
        line_breaks=False,
        layout="panel",
        feedback_options=None,
    )


def chat_messages(words: Messages, session: Session) -> list[dict[str, Any]]:
    """Return the session as chatbot messages."""
    return [
        message
        for exchange in session.exchanges
        for message in (
            {"role": "user", "content": question_message(exchange.question)},
            {"role": "assistant", "content": list(_contents(words, exchange.shown))},
        )
    ]


def _contents(words: Messages, shown: Shown) -> Iterator[Any]:
    """Yield HTML unchanged and charts as Gradio plots."""
    for part in shown:
        yield part if isinstance(part, str) else gr.Plot(figure(words, part), show_label=False, container=False)
