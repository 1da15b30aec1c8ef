"""What happens when the chat is used."""

from collections.abc import Iterator
from datetime import date
from threading import Event
from typing import Any

import gradio as gr

from index.errors import DateError
from rag.claim import Claim
from ui.engine import Engine
from ui.page.chat.ask import ask
from ui.page.chat.asof import day_of
from ui.page.chat.session import Session
from ui.page.chat.view import ChatView, showing
from ui.page.messages.language import words_of
from ui.page.messages.messages import Messages
from ui.page.opening.view import OpeningView

Changes = Iterator[dict[Any, Any]]
"""What the widgets show, again and again."""


def wire_chat(chat: ChatView, opening: OpeningView, engine: Engine, quiet: dict[str, Any]) -> None:
    """The step that answers is the only one that changes the chat while it runs: Stop asks it to end, since a step that
    Gradio cancels may still have a state on its way, which would then overwrite what Stop has shown."""
    steps = _Steps(chat, opening, engine)
    everything = [opening.column, *chat.changing]
    chat.question.submit(steps.typed, [chat.question, chat.session, chat.as_of], everything, **quiet)
    for button in opening.suggestions:
        button.click(steps.chosen, [button, chat.session, chat.as_of], everything, **quiet)
    chat.retry.click(steps.again, [chat.session, chat.as_of], everything, **quiet)
    chat.rewrite.click(steps.better, [chat.session], everything, **quiet)
    chat.lift.submit(steps.lifted, [chat.lift, chat.session], everything, **quiet)
    chat.new.click(steps.anew, None, everything, **quiet)
    chat.as_of.change(lambda day: gr.update(visible=bool(day)), [chat.as_of], chat.now, **quiet)
    chat.now.click(lambda: "", None, chat.as_of, **quiet)
    chat.question.stop(lambda stop: stop.set(), [chat.stop], None, queue=False, **quiet)


class _Steps:
    """The ways to ask. Each is given the request, which says in what language it is answered."""

    def __init__(self, chat: ChatView, opening: OpeningView, engine: Engine) -> None:
        self._chat = chat
        self._opening = opening
        self._engine = engine

    def typed(self, question: str, session: Session, day: str, request: gr.Request) -> Changes:
        """The question in the box, which is emptied."""
        for number, changes in enumerate(self.chosen(question, session, day, request)):
            yield {**changes, self._chat.question: gr.update(value="")} if number == 0 else changes

    def chosen(self, question: str, session: Session, day: str, request: gr.Request) -> Changes:
        """A question, as of the day that is set."""
        words = words_of(request.request)
        try:
            as_of = day_of(day)
        except DateError as error:
            yield self._showing(words, session.asking(words, question).failed(words, str(error)))
            return
        yield from self._asked(words, question, session, as_of)

    def again(self, session: Session, day: str, request: gr.Request) -> Changes:
        """The last question once more."""
        yield from self.chosen(*session.retrying(), day, request)

    def better(self, session: Session, request: gr.Request) -> Changes:
        """The last answer, written again by what its check found."""
        yield from self._asked(words_of(request.request), *session.rewriting())

    def lifted(self, number: str, session: Session, request: gr.Request) -> Changes:
        """The question of an answer without its days of publication."""
        question, as_of = session.lifting(number)
        yield from self._asked(words_of(request.request), question, session, as_of)

    def anew(self, request: gr.Request) -> dict[Any, Any]:
        """A conversation in which nothing is said yet."""
        return self._showing(words_of(request.request), Session())

    def _asked(
        self,
        words: Messages,
        question: str,
        session: Session,
        as_of: date | None,
        findings: tuple[Claim, ...] = (),
    ) -> Changes:
        if not question.strip():
            yield {self._chat.session: session}
            return
        stop = Event()
        yield {self._chat.stop: stop}
        states = ask(words, self._engine.ask, question.strip(), session, stop, as_of, findings)
        yield from (self._showing(words, state) for state in states)

    def _showing(self, words: Messages, session: Session) -> dict[Any, Any]:
        return {
            **showing(self._chat, words, session),
            self._opening.column: gr.update(visible=not session.exchanges),
        }
