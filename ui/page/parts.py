"""The page's widgets, and the state that each is in."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui.page import messages
from ui.page.chat import chat_messages, make_chat
from ui.page.check_view import CheckView, lay_out_check, switch
from ui.page.opening import header, welcome
from ui.page.session import Session
from ui.page.suggestions import SHOWN


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything on the page that changes."""

    header: gr.Markdown
    opening: gr.Column
    welcome: gr.Markdown
    suggestions: list[gr.Button]
    chat: gr.Chatbot
    question: gr.Textbox
    actions: gr.Row
    retry: gr.Button
    rewrite: gr.Button
    new: gr.Button
    as_of: gr.Textbox
    """The day as of which is asked, "" for now; ui/static/controls.js makes it a field for dates."""
    now: gr.Button
    lift: gr.Textbox
    """Out of sight: the number of the answer whose window is to be lifted, written by ui/static/controls.js."""
    session: gr.State
    stop: gr.State
    """What ends the answer that is on its way: a `threading.Event`."""
    check: CheckView

    @property
    def changing(self) -> list[Any]:
        """What an answer changes."""
        return [self.opening, self.chat, self.question, self.actions, self.rewrite, self.session, self.stop]


def lay_out() -> Parts:
    """The parts, in the order in which they stand; to be called inside a `gr.Blocks`."""
    session, stop = gr.State(Session()), gr.State(None)
    top = gr.Markdown(header(), elem_id="cw-top", container=False)
    switch()
    with gr.Column(elem_id="cw-opening") as opening:
        greeting = gr.Markdown(welcome(), elem_id="cw-greeting", container=False)
        suggestions = [gr.Button("", visible=False, elem_classes="cw-suggestion") for _ in range(SHOWN)]
    chat = make_chat()
    with gr.Column(elem_id="cw-composer"):
        with gr.Row(elem_id="cw-actions", visible=False) as actions:
            retry = gr.Button(messages.RETRY, elem_classes="cw-action", size="sm")
            rewrite = gr.Button(messages.REWRITE, elem_classes="cw-action", size="sm", visible=False)
            new = gr.Button(messages.NEW, elem_classes="cw-action", size="sm")
        question = gr.Textbox(
            label=messages.QUESTION_LABEL,
            placeholder=messages.QUESTION_HINT,
            elem_id="cw-question",
            container=False,
            lines=1,
            max_lines=8,
            autofocus=True,
            submit_btn=messages.ASK,
        )
        with gr.Row(elem_id="cw-when"):
            as_of = gr.Textbox(
                label=messages.AS_OF, elem_id="cw-as-of", container=False, max_lines=1, placeholder=messages.AS_OF_HINT
            )
            now = gr.Button(messages.AS_OF_REMOVE, elem_classes="cw-action", size="sm", visible=False)
        lift = gr.Textbox("", label=messages.LIFT, elem_id="cw-lift", container=False, max_lines=1)
    check = lay_out_check()
    return Parts(
        header=top,
        opening=opening,
        welcome=greeting,
        suggestions=suggestions,
        chat=chat,
        question=question,
        actions=actions,
        retry=retry,
        rewrite=rewrite,
        new=new,
        as_of=as_of,
        now=now,
        lift=lift,
        session=session,
        stop=stop,
        check=check,
    )


def showing(parts: Parts, session: Session) -> dict[Any, Any]:
    """What the parts show in this state of the session. What is being typed is left alone."""
    busy = session.busy
    begun = bool(session.exchanges)
    return {
        parts.session: session,
        parts.chat: gr.update(value=chat_messages(session), visible=begun),
        parts.opening: gr.update(visible=not begun),
        parts.question: gr.update(
            submit_btn=False if busy else messages.ASK, stop_btn=messages.STOP if busy else False
        ),
        parts.actions: gr.update(visible=begun and not busy),
        parts.rewrite: gr.update(visible=begun and bool(session.exchanges[-1].findings)),
    }
