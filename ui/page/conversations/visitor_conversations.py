"""Load a visitor's saved conversations as sessions, and save their answers."""

import logging
from dataclasses import replace

from index.errors import CitewellError, NotFoundError
from rag.schema.answer import Answer
from rag.storage.conversations import Conversations, Exchanged
from ui.messages.messages import Messages
from ui.page.chat.session import Session
from ui.page.conversations.restored import catch_up, conditions_from, restore_session
from ui.serialization.serializers import answer_json

_LOG = logging.getLogger("citewell")


class VisitorConversations:
    """The saved conversations of one visitor. The first complete answer starts a conversation."""

    def __init__(self, conversations: Conversations, owner: str, words: Messages) -> None:
        self._conversations = conversations
        self._owner = owner
        self._words = words

    @property
    def keeps(self) -> bool:
        """Whether this visitor's conversations are saved."""
        return self._conversations.kept and bool(self._owner)

    def opened(self, id: str) -> Session:
        """Return a saved conversation; on failure, a new session that says why."""
        try:
            return restore_session(self._words, self._conversations.get(id, self._owner)) if id else Session()
        except CitewellError as error:
            return Session(unkept=str(error))

    def current(self, session: Session, id: str) -> Session:
        """Bring `session` up to date with its saved conversation.

        The server may have restarted since, and another page may have continued the conversation. A deleted
        conversation gives an empty session.

        Args:
            session: The page's session.
            id: The conversation that the browser shows, "" for none.
        """
        if not id:
            return session
        try:
            return catch_up(self._words, session, self._conversations.get(id, self._owner))
        except NotFoundError:
            return Session(asked=session.asked)
        except CitewellError as error:  # answer the question anyway
            _LOG.warning("a conversation cannot be read: %s", error)
            return session

    def check_room(self, session: Session) -> None:
        """Check that the conversation has room for another question.

        Raises:
            UsageError: The conversation is full.
        """
        if session.id and not session.replaces:
            self._conversations.check_room(session.id, self._owner)

    def keep(self, session: Session, answer: Answer) -> Session:
        """Save the last answer of `session`. On failure the answer stays and the session says why it is not saved."""
        if not self.keeps or (not answer.id and (answer.citations or answer.related)):
            return session
        last = session.exchanges[-1]
        exchanged = Exchanged(
            last.question, answer_json(answer), last.narrowed.as_of, conditions_from(last.narrowed).given
        )
        try:
            id = session.id or self._conversations.begin(self._owner)
            self._conversations.add(id, self._owner, exchanged, instead=self._is_last(id, session.replaces))
        except CitewellError as error:
            _LOG.warning("an answer is not kept in its conversation: %s", error)
            return replace(session, unkept=str(error))
        return session.saved_as(id, answer.id)

    def _is_last(self, id: str, question: str) -> bool:
        """Return whether this regenerated question is still the last one; only the last answer may be replaced."""
        if not question:
            return False
        exchanges = self._conversations.get(id, self._owner).exchanges
        return bool(exchanges) and exchanges[-1].question == question
