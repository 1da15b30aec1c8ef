"""Where a visitor's conversations are kept, as the page uses it: sessions come from there, answers go there."""

import logging
from dataclasses import replace

from index.errors import CitewellError, NotFoundError
from rag.schema.answer import Answer
from rag.storage.conversations import Conversations, Exchanged
from ui.messages.messages import Messages
from ui.page.chat.session import Session
from ui.page.conversations.restored import caught_up, conditions_of, restored
from ui.serialization.serializers import answer_json

_LOG = logging.getLogger("citewell")


class Shelf:
    """The conversations of one visitor, `owner`. A conversation begins with its first whole answer."""

    def __init__(self, conversations: Conversations, owner: str, words: Messages) -> None:
        self._conversations = conversations
        self._owner = owner
        self._words = words

    @property
    def keeps(self) -> bool:
        """Whether anything is kept of what this visitor asks."""
        return self._conversations.kept and bool(self._owner)

    def opened(self, id: str) -> Session:
        """A conversation as it was held; a new one, that says why, where it cannot be had."""
        try:
            return restored(self._words, self._conversations.get(id, self._owner)) if id else Session()
        except CitewellError as error:
            return Session(unkept=str(error))

    def current(self, session: Session, id: str) -> Session:
        """`session` with what was said since in its conversation, whose `id` the browser has remembered: a page may
        outlive the server that its session was in, and another page may have gone on with it. One that was deleted is
        begun anew."""
        if not id:
            return session
        try:
            return caught_up(self._words, session, self._conversations.get(id, self._owner))
        except NotFoundError:
            return Session(asked=session.asked)
        except CitewellError as error:  # the question is answered all the same
            _LOG.warning("a conversation cannot be read: %s", error)
            return session

    def check_room(self, session: Session) -> None:
        """Raise UsageError where the conversation takes no more questions."""
        if session.id and not session.replaces:
            self._conversations.check_room(session.id, self._owner)

    def keep(self, session: Session, answer: Answer) -> Session:
        """`session`, whose last answer is whole, with that kept. What goes wrong costs nobody their answer: the session
        says why it is not kept."""
        if not self.keeps or (not answer.id and (answer.citations or answer.related)):
            return session
        last = session.exchanges[-1]
        exchanged = Exchanged(
            last.question, answer_json(answer), last.narrowed.as_of, conditions_of(last.narrowed).given
        )
        try:
            id = session.id or self._conversations.begin(self._owner)
            self._conversations.add(id, self._owner, exchanged, instead=self._stands_last(id, session.replaces))
        except CitewellError as error:
            _LOG.warning("an answer is not kept in its conversation: %s", error)
            return replace(session, unkept=str(error))
        return session.kept_as(id, answer.id)

    def _stands_last(self, id: str, question: str) -> bool:
        """Whether this question, which is answered again, is still the last there: nothing else is ever replaced."""
        if not question:
            return False
        exchanges = self._conversations.get(id, self._owner).exchanges
        return bool(exchanges) and exchanges[-1].question == question
