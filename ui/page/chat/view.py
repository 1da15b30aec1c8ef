"""The widgets of the chat: the conversation, what can be done with its last answer, and the box of questions."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui.messages.messages import Messages
from ui.page.chat.log import chat_messages, make_log
from ui.page.chat.session import Session
from ui.page.filters.view import FiltersView, lay_out_filters, make_chips, named_filters


@dataclass(frozen=True, slots=True)
class ChatView:
    """Everything in it that changes."""

    log: gr.Chatbot
    question: gr.Textbox
    actions: gr.Row
    retry: gr.Button
    rewrite: gr.Button
    new: gr.Button
    filters: FiltersView
    lift: gr.Textbox
    """Out of sight: the number of the answer whose conditions are to be lifted, written by ui/static/controls.js."""
    session: gr.State
    stop: gr.State
    """What ends the answer that is on its way: a `threading.Event`."""

    @property
    def changing(self) -> list[Any]:
        """What an answer changes."""
        return [self.log, self.question, self.actions, self.rewrite, self.session, self.stop]


def lay_out_chat(words: Messages) -> ChatView:
    """The parts, in the order in which they stand."""
    session, stop = gr.State(Session()), gr.State(None)
    said = words.chat
    log = make_log(words)
    with gr.Column(elem_id="cw-composer"):
        with gr.Row(elem_id="cw-actions", visible=False) as actions:
            retry = gr.Button(said.retry, elem_classes="cw-action", size="sm")
            rewrite = gr.Button(said.rewrite, elem_classes="cw-action", size="sm", visible=False)
            new = gr.Button(said.new, elem_classes="cw-action", size="sm")
        chips = make_chips()
        question = gr.Textbox(
            label=said.box,
            placeholder=said.hint,
            elem_id="cw-question",
            container=False,
            lines=1,
            max_lines=8,
            autofocus=True,
            submit_btn=said.ask,
        )
        filters = lay_out_filters(words, chips)
        lift = gr.Textbox("", label=said.lift, elem_id="cw-lift", container=False, max_lines=1)
    return ChatView(log, question, actions, retry, rewrite, new, filters, lift, session, stop)


def named_chat(view: ChatView, words: Messages) -> dict[Any, Any]:
    """The chat's own words in a language."""
    said = words.chat
    return {
        view.log: gr.update(label=said.label),
        view.retry: said.retry,
        view.rewrite: said.rewrite,
        view.new: said.new,
        view.question: gr.update(label=said.box, placeholder=said.hint, submit_btn=said.ask),
        **named_filters(view.filters, words),
        view.lift: gr.update(label=said.lift),
    }


def showing(view: ChatView, words: Messages, session: Session) -> dict[Any, Any]:
    """What the parts show in this state of the session. What is being typed is left alone."""
    busy = session.busy
    begun = bool(session.exchanges)
    return {
        view.session: session,
        view.log: gr.update(value=chat_messages(words, session), visible=begun),
        view.question: gr.update(
            submit_btn=False if busy else words.chat.ask, stop_btn=words.chat.stop if busy else False
        ),
        view.actions: gr.update(visible=begun and not busy),
        view.rewrite: gr.update(visible=begun and bool(session.exchanges[-1].findings)),
    }
