"""What happens when the chat is used."""

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
from ui.page.chat.view import ChatView, showing
from ui.page.conversations.shelf import Shelf
from ui.page.conversations.view import ConversationsView, showing_kept
from ui.page.filters.narrowing import Narrowing, narrowing
from ui.page.filters.view import set_to
from ui.page.filters.wiring import wire_filters
from ui.page.opening.view import OpeningView

Changes = Iterator[dict[Any, Any]]
"""What the widgets show, again and again."""
ADDRESSED = "c"
"""What names a conversation in the page's address (ui/static/conversations/address.js)."""


def wire_chat(
    page: gr.Blocks,
    chat: ChatView,
    opening: OpeningView,
    conversations: ConversationsView,
    engine: Engine,
    quiet: dict[str, Any],
) -> None:
    """The step that answers is the only one that changes the chat while it runs: Stop asks it to end, since a step that
    Gradio cancels may still have a state on its way, which would then overwrite what Stop has shown."""
    steps = _Steps(chat, opening, conversations, engine)
    everything = [opening.column, *chat.changing, *conversations.changing]
    here, held = [chat.session, conversations.id], chat.filters.controls
    chat.question.submit(steps.typed, [chat.question, *here, *held], everything, **quiet)
    for button in opening.suggestions:
        button.click(steps.chosen, [button, *here, *held], everything, **quiet)
    chat.retry.click(steps.again, [*here, *held], everything, **quiet)
    chat.rewrite.click(steps.better, here, everything, **quiet)
    chat.lift.submit(steps.lifted, [chat.lift, *here], [*everything, *held], **quiet)
    chat.new.click(steps.anew, None, everything, **quiet)
    conversations.wanted.submit(steps.opened, [conversations.wanted], everything, **quiet)
    page.load(steps.came, [chat.session], everything, **quiet)
    wire_filters(chat.filters, quiet)
    chat.question.stop(lambda stop: stop.set(), [chat.stop], None, queue=False, **quiet)


class _Steps:
    """The ways to ask. Each is given the request, which says who asks, and in what language they are answered; `id` is
    the conversation that the browser knows it shows, and `held` what the filters hold."""

    def __init__(self, chat: ChatView, opening: OpeningView, conversations: ConversationsView, engine: Engine) -> None:
        self._chat = chat
        self._opening = opening
        self._conversations = conversations
        self._engine = engine

    def typed(self, question: str, session: Session, id: str, request: gr.Request, *held: Any) -> Changes:
        """The question in the box, which is emptied."""
        for number, changes in enumerate(self.chosen(question, session, id, request, *held)):
            yield {**changes, self._chat.question: gr.update(value="")} if number == 0 else changes

    def chosen(self, question: str, session: Session, id: str, request: gr.Request, *held: Any) -> Changes:
        """A question, narrowed to what is set."""
        here = self._shelf(request).current(replace(session, replaces=""), id)
        yield from self._narrowed(request, question, here, held)

    def again(self, session: Session, id: str, request: gr.Request, *held: Any) -> Changes:
        """The last question once more."""
        here = self._shelf(request).current(session, id)
        yield from self._narrowed(request, *here.retrying(session), held)

    def better(self, session: Session, id: str, request: gr.Request) -> Changes:
        """The last answer, written again by what its check found."""
        here = self._shelf(request).current(session, id)
        yield from self._asked(request, *here.rewriting(session))

    def lifted(self, number: str, session: Session, id: str, request: gr.Request) -> Changes:
        """The question of an answer without what it was narrowed to; nor are those after it."""
        question, narrowed = session.lifting(number)
        here = self._shelf(request).current(replace(session, replaces=""), id)
        for turn, changes in enumerate(self._asked(request, question, here, narrowed)):
            lifted = set_to(self._chat.filters, narrowed) if question and turn == 0 else {}
            yield {**changes, **lifted}

    def anew(self, request: gr.Request) -> dict[Any, Any]:
        """A conversation in which nothing is said yet."""
        return self.opened("", request)

    def opened(self, id: str, request: gr.Request) -> dict[Any, Any]:
        """A conversation as it was held, to go on with."""
        return self._showing(request, self._shelf(request).opened(id))

    def came(self, session: Session, request: gr.Request) -> dict[Any, Any]:
        """The conversation that the page's address names (`?c=ID`), for a page that has just come. A visitor may be
        quicker than it: what was asked by then stands."""
        if session.exchanges:
            shelf, words = self._shelf(request), words_of(request.request)
            return showing_kept(self._conversations, words, session, keeps=shelf.keeps)
        return self.opened(request.query_params.get(ADDRESSED, ""), request)

    def _narrowed(self, request: gr.Request, question: str, session: Session, held: tuple[Any, ...]) -> Changes:
        try:
            narrowed = narrowing(*held)
        except DateError as error:
            words = words_of(request.request)
            yield self._showing(request, session.asking(words, question).failed(words, str(error)))
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
            yield self._showing(request, session.asking(words, question).failed(words, str(error)))
            return
        asking = partial(self._engine.ask, owner=_owner(request))
        states = ask(words, asking, question.strip(), session, stop, narrowed, findings, shelf.keep)
        yield from (self._showing(request, state) for state in states)

    def _shelf(self, request: gr.Request) -> Shelf:
        return Shelf(self._engine.conversations, _owner(request), words_of(request.request))

    def _showing(self, request: gr.Request, session: Session) -> dict[Any, Any]:
        words = words_of(request.request)
        return {
            **showing(self._chat, words, session),
            **showing_kept(self._conversations, words, session, keeps=self._shelf(request).keeps),
            self._opening.column: gr.update(visible=not session.exchanges),
        }


def _owner(request: gr.Request) -> str:
    return visitor_of(request.request.scope).id if request.request else ""
