"""Tell the browser which conversation the page shows. ui/static/conversations draws the list of conversations."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui.messages.messages import Messages
from ui.page.chat.session import Session
from ui.page.escape import escaped


@dataclass(frozen=True, slots=True)
class ConversationsView:
    """Hidden components; `state` also shows errors."""

    id: gr.Textbox
    """Id of the saved conversation, "" for none; sent with each question."""
    wanted: gr.Textbox
    """Id of the conversation to open, "" for a new one; ui/static/conversations enters it."""
    state: gr.Markdown

    @property
    def changing(self) -> list[Any]:
        """The components that an answer changes."""
        return [self.id, self.state]


def lay_out_conversations(words: Messages) -> ConversationsView:
    """Create the components. Call it where errors should appear."""
    texts = words.conversations
    state = gr.Markdown("", elem_id="cw-kept", container=False)
    id = gr.Textbox("", label=texts.title, elem_id="cw-conversation", container=False, max_lines=1)
    wanted = gr.Textbox("", label=texts.open, elem_id="cw-wanted", container=False, max_lines=1)
    return ConversationsView(id, wanted, state)


def relabel_conversations(view: ConversationsView, words: Messages) -> dict[Any, Any]:
    """Return updates that label the components."""
    texts = words.conversations
    return {view.id: gr.update(label=texts.title), view.wanted: gr.update(label=texts.open)}


def conversation_updates(view: ConversationsView, words: Messages, session: Session, *, keeps: bool) -> dict[Any, Any]:
    """Return updates that tell the browser the saved conversation; `keeps` is whether conversations are saved."""
    return {view.id: session.id, view.state: kept_html(words, session, keeps=keeps)}


def kept_html(words: Messages, session: Session, *, keeps: bool) -> str:
    """Render the conversation's id and number of saved exchanges for the script, and a saving error for the visitor."""
    if not keeps:
        return '<p class="cw-kept-of" id="cw-kept-nothing"></p>'
    kept = f'<p class="cw-kept-of cw-turns-{session.turns}" id="cw-kept-in-{escaped(session.id)}"></p>'
    if not session.unkept:
        return kept
    problem = words.conversations.unkept(problem=escaped(session.unkept))
    return f'{kept}<p class="cw-unkept" role="alert" dir="auto">{problem}</p>'
