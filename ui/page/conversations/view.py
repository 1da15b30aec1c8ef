"""Which conversation the page shows, for the browser to remember. The list of them is ui/static/conversations."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui.messages.messages import Messages
from ui.page.chat.session import Session
from ui.page.escape import escaped


@dataclass(frozen=True, slots=True)
class ConversationsView:
    """All of it is out of sight, but for what went wrong."""

    id: gr.Textbox
    """The id of the conversation, "" where none is kept: sent along with each question."""
    wanted: gr.Textbox
    """The id of the one to open, "" for a new one, written by ui/static/conversations."""
    state: gr.Markdown

    @property
    def changing(self) -> list[Any]:
        """What an answer changes."""
        return [self.id, self.state]


def lay_out_conversations(words: Messages) -> ConversationsView:
    """To be called where what went wrong shall stand."""
    said = words.conversations
    state = gr.Markdown("", elem_id="cw-kept", container=False)
    id = gr.Textbox("", label=said.title, elem_id="cw-conversation", container=False, max_lines=1)
    wanted = gr.Textbox("", label=said.open, elem_id="cw-wanted", container=False, max_lines=1)
    return ConversationsView(id, wanted, state)


def named_conversations(view: ConversationsView, words: Messages) -> dict[Any, Any]:
    """Its own words in a language."""
    said = words.conversations
    return {view.id: gr.update(label=said.title), view.wanted: gr.update(label=said.open)}


def showing_kept(view: ConversationsView, words: Messages, session: Session, *, keeps: bool) -> dict[Any, Any]:
    """What the browser is told of what is kept. `keeps` is whether anything is."""
    return {view.id: session.id, view.state: kept_html(words, session, keeps=keeps)}


def kept_html(words: Messages, session: Session, *, keeps: bool) -> str:
    """The conversation's id and how many questions of it are kept, for the script; why something is not, for all."""
    if not keeps:
        return '<p class="cw-kept-of" id="cw-kept-nothing"></p>'
    kept = f'<p class="cw-kept-of cw-turns-{session.turns}" id="cw-kept-in-{escaped(session.id)}"></p>'
    if not session.unkept:
        return kept
    problem = words.conversations.unkept(problem=escaped(session.unkept))
    return f'{kept}<p class="cw-unkept" role="alert" dir="auto">{problem}</p>'
