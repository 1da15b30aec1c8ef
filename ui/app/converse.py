"""Answer a visitor's question, within a saved conversation or without one."""

import logging
from collections.abc import Iterator
from dataclasses import replace

from index.errors import CitewellError
from rag.schema.events import Event, Finished
from rag.storage.conversations import Exchanged
from ui.app.engine import Engine
from ui.serialization.requests import AskBody
from ui.serialization.serializers import answer_json

_LOG = logging.getLogger("citewell")


def converse(engine: Engine, body: AskBody, owner: str) -> Iterator[Event]:
    """Yield the events of the answer.

    In a saved conversation the complete answer is saved before its event is sent; an answer that is stopped early is
    not saved. With `findings` it replaces the last answer, if that answered the same question.

    Raises:
        NotFoundError: `owner` has no such conversation.
        UsageError: The conversation is full.
    """
    history, replaces_last = body.conversation, False
    if body.conversation_id:
        saved = engine.conversations.get(body.conversation_id, owner)
        replaces_last = bool(body.findings and saved.exchanges) and saved.exchanges[-1].question == body.question
        if replaces_last:
            saved = replace(saved, exchanges=saved.exchanges[:-1])
        else:
            engine.conversations.check_room(saved.id, owner)
        history = saved.conversation
    events = engine.ask(body.question, history, body.filter, body.claims, body.today, owner)
    return _saving(events, engine, body, owner, replaces_last) if body.conversation_id else events


def _saving(events: Iterator[Event], engine: Engine, body: AskBody, owner: str, replaces_last: bool) -> Iterator[Event]:
    for event in events:
        if isinstance(event, Finished):
            as_of = body.as_of.date() if body.as_of else None
            exchange = Exchanged(body.question, answer_json(event.answer), as_of, body.given)
            try:
                engine.conversations.add(body.conversation_id, owner, exchange, instead=replaces_last)
            except CitewellError as error:  # the visitor still gets the answer
                _LOG.warning("could not save an answer in its conversation: %s", error)
        yield event
