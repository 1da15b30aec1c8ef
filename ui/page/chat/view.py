"""The chat's components: the conversation, the actions on its last answer, and the question box."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui.messages.messages import Messages
from ui.page.chat.log import chat_messages, make_log
from ui.page.chat.session import Session
from ui.page.filters.view import FiltersView, lay_out_filters, make_chips, relabel_filters


@dataclass(frozen=True, slots=True)
class ChatView:
    """The components that change."""

    log: gr.Chatbot
    question: gr.Textbox
    actions: gr.Row
    retry: gr.Button
    rewrite: gr.Button
    new: gr.Button
    filters: FiltersView
    lift: gr.Textbox
    """Hidden; ui/static/controls.js enters the number of the answer whose conditions to remove."""
    session: gr.State
    stop: gr.State
    """A `threading.Event` that stops the streaming answer."""

    @property
    def changing(self) -> list[Any]:
        """The components that an answer changes."""
        return [self.log, self.question, self.actions, self.rewrite, self.session, self.stop]


def lay_out_chat(words: Messages) -> ChatView:
    """Create the components in page order."""
    session, stop = gr.State(Session()), gr.State(None)
    texts = words.chat
    log = make_log(words)
    with gr.Column(elem_id="cw-composer"):
        with gr.Row(elem_id="cw-actions", visible=False) as actions:
            retry = gr.Button(texts.retry, elem_classes="cw-action", size="sm")
            rewrite = gr.Button(texts.rewrite, elem_classes="cw-action", size="sm", visible=False)
            new = gr.Button(texts.new, elem_classes="cw-action", size="sm")
        chips = make_chips()
        question = gr.Textbox(
            label=texts.box,
            placeholder=texts.hint,
            elem_id="cw-question",
            container=False,
            lines=1,
            max_lines=8,
            autofocus=True,
            submit_btn=texts.ask,
        )
        filters = lay_out_filters(words, chips)
        lift = gr.Textbox("", label=texts.lift, elem_id="cw-lift", container=False, max_lines=1)
    return ChatView(log, question, actions, retry, rewrite, new, filters, lift, session, stop)


def relabel_chat(view: ChatView, words: Messages) -> dict[Any, Any]:
    """Return updates that label the chat."""
    texts = words.chat
    return {
        view.log: gr.update(label=texts.label),
        view.retry: texts.retry,
        view.rewrite: texts.rewrite,
        view.new: texts.new,
        view.question: gr.update(label=texts.box, placeholder=texts.hint, submit_btn=texts.ask),
        **relabel_filters(view.filters, words),
        view.lift: gr.update(label=texts.lift),
    }


def chat_updates(view: ChatView, words: Messages, session: Session) -> dict[Any, Any]:
    """Return updates that show the session; the text being typed stays."""
    busy = session.busy
    started = bool(session.exchanges)
    return {
        view.session: session,
        view.log: gr.update(value=chat_messages(words, session), visible=started),
        view.question: gr.update(
            submit_btn=False if busy else words.chat.ask, stop_btn=words.chat.stop if busy else False
        ),
        view.actions: gr.update(visible=started and not busy),
        view.rewrite: gr.update(visible=started and bool(session.exchanges[-1].findings)),
    }
