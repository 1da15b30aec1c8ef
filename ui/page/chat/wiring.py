"""Wire the chat's events."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from threading import Event
from typing import Any

import gradio as gr

from index.errors import CitewellError, DateError
from rag.schema.citation import Claim
from ui.app.engine import Engine
from ui.auth.visitor import visitor_of
from ui.messages.language import words_of
from ui.page.chat.ask import ask
from ui.page.chat.session import Session
from ui.page.chat.view import ChatView, chat_updates
from ui.page.conversations.view import ConversationsView, conversation_updates
from ui.page.conversations.visitor_conversations import VisitorConversations
from ui.page.filters.narrowing import Narrowing, narrowing
from ui.page.filters.view import control_updates
from ui.page.filters.wiring import wire_filters
from ui.page.opening.view import OpeningView

Changes = Iterator[dict[Any, Any]]
"""Successive updates of components."""
ADDRESSED = "c"
"""Query parameter with the conversation's id (ui/static/conversations/address.js)."""


def wire_chat(
    page: gr.Blocks,
    chat: ChatView,
    opening: OpeningView,
    conversations: ConversationsView,
    engine: Engine,
    quiet: dict[str, Any],
) -> None:
    """Wire the chat's events to handlers.

    Only the answering handler changes the chat while it runs. Stop sets an event instead of cancelling the handler: a
    cancelled handler may still send an update that overwrites the stopped answer.
    """
    handlers = _Handlers(chat, opening, conversations, engine)
    everything = [opening.column, *chat.changing, *conversations.changing]
    here, held = [chat.session, conversations.id], chat.filters.controls
    chat.question.submit(handlers.ask_typed, [chat.question, *here, *held], everything, **quiet)
    for button in opening.suggestions:
        button.click(handlers.ask, [button, *here, *held], everything, **quiet)
    chat.retry.click(handlers.regenerate, [*here, *held], everything, **quiet)
    chat.rewrite.click(handlers.rewrite, here, everything, **quiet)
    chat.lift.submit(handlers.ask_without_filters, [chat.lift, *here], [*everything, *held], **quiet)
    chat.new.click(handlers.start_new, None, everything, **quiet)
    conversations.wanted.submit(handlers.open, [conversations.wanted], everything, **quiet)
    page.load(handlers.load, [chat.session], everything, **quiet)
    wire_filters(chat.filters, quiet)
    chat.question.stop(lambda stop: stop.set(), [chat.stop], None, queue=False, **quiet)


class _Handlers:
    """Event handlers of the chat.

    `request` identifies the visitor and the language, `id` is the conversation that the browser shows, and `held` are
    the values of the filters.
    """

    def __init__(self, chat: ChatView, opening: OpeningView, conversations: ConversationsView, engine: Engine) -> None:
        self._chat = chat
        self._opening = opening
        self._conversations = conversations
        self._engine = engine

    def ask_typed(self, question: str, session: Session, id: str, request: gr.Request, *held: Any) -> Changes:
        """Ask the typed question and empty the box."""
        for number, changes in enumerate(self.ask(question, session, id, request, *held)):
            yield {**changes, self._chat.question: gr.update(value="")} if number == 0 else changes

    def ask(self, question: str, session: Session, id: str, request: gr.Request, *held: Any) -> Changes:
        """Ask a question under the filters."""
        here = self._shelf(request).current(replace(session, replaces=""), id)
        yield from self._narrowed(request, question, here, held)

    def regenerate(self, session: Session, id: str, request: gr.Request, *held: Any) -> Changes:
        """Regenerate the last answer."""
        here = self._shelf(request).current(session, id)
        yield from self._narrowed(request, *here.for_retry(session), held)

    def rewrite(self, session: Session, id: str, request: gr.Request) -> Changes:
        """Rewrite the last answer using the findings of the check."""
        here = self._shelf(request).current(session, id)
        yield from self._asked(request, *here.for_rewrite(session))

    def ask_without_filters(self, number: str, session: Session, id: str, request: gr.Request) -> Changes:
        """Ask the question of answer `number` without its conditions, and clear the filters."""
        question, narrowed = session.without_filters(number)
        here = self._shelf(request).current(replace(session, replaces=""), id)
        for turn, changes in enumerate(self._asked(request, question, here, narrowed)):
            cleared = control_updates(self._chat.filters, narrowed) if question and turn == 0 else {}
            yield {**changes, **cleared}

    def start_new(self, request: gr.Request) -> dict[Any, Any]:
        """Start a new conversation."""
        return self.open("", request)

    def open(self, id: str, request: gr.Request) -> dict[Any, Any]:
        """Open a saved conversation."""
        return self._showing(request, self._shelf(request).opened(id))

    def load(self, session: Session, request: gr.Request) -> dict[Any, Any]:
        """Open the conversation in the address of a loading page (`?c=ID`).

        Keep questions asked while the page is still loading.
        """
        if session.exchanges:
            shelf, words = self._shelf(request), words_of(request.request)
            return conversation_updates(self._conversations, words, session, keeps=shelf.keeps)
        return self.open(request.query_params.get(ADDRESSED, ""), request)

    def _narrowed(self, request: gr.Request, question: str, session: Session, held: tuple[Any, ...]) -> Changes:
        try:
            narrowed = narrowing(*held)
        except DateError as error:
            words = words_of(request.request)
            yield self._showing(request, session.with_question(words, question).failed(words, str(error)))
            return
        yield from self._asked(request, question, session, narrowed)

    def _asked(
        self,
        request: gr.Request,
        question: str,
        session: Session,
        narrowed: Narrowing,
        findings: tuple[Claim, ...] = (),
    ) -> Changes:
        if not question.strip():
            yield {self._chat.session: session}
            return
        stop = Event()
        yield {self._chat.stop: stop}
        words, shelf = words_of(request.request), self._shelf(request)
        try:
            shelf.check_room(session)
        except CitewellError as error:
            yield self._showing(request, session.with_question(words, question).failed(words, str(error)))
            return
        asking = partial(self._engine.ask, owner=_owner(request))
        states = ask(words, asking, question.strip(), session, stop, narrowed, findings, shelf.keep)
        yield from (self._showing(request, state) for state in states)

    def _shelf(self, request: gr.Request) -> VisitorConversations:
        return VisitorConversations(self._engine.conversations, _owner(request), words_of(request.request))

    def _showing(self, request: gr.Request, session: Session) -> dict[Any, Any]:
        words = words_of(request.request)
        return {
            **chat_updates(self._chat, words, session),
            **conversation_updates(self._conversations, words, session, keeps=self._shelf(request).keeps),
            self._opening.column: gr.update(visible=not session.exchanges),
        }


def _owner(request: gr.Request) -> str:
    return visitor_of(request.request.scope).id if request.request else ""
