"""A question of a visitor, in a conversation that is kept or in none."""

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
    """What happens while it is answered. In a conversation the answer is kept once it is whole, before it is told; of
    one that is stopped earlier nothing is. With `findings` it stands in the place of the last answer, where that was to
    the same question.

    Raises:
        NotFoundError: `owner` has no such conversation.
        UsageError: the conversation is full.
    """
    said, again = body.conversation, False
    if body.conversation_id:
        kept = engine.conversations.get(body.conversation_id, owner)
        again = bool(body.findings and kept.exchanges) and kept.exchanges[-1].question == body.question
        if again:
            kept = replace(kept, exchanges=kept.exchanges[:-1])
        else:
            engine.conversations.check_room(kept.id, owner)
        said = kept.conversation
    events = engine.ask(body.question, said, body.filter, body.claims, body.today, owner)
    return _keeping(events, engine, body, owner, again) if body.conversation_id else events


def _keeping(events: Iterator[Event], engine: Engine, body: AskBody, owner: str, again: bool) -> Iterator[Event]:
    for event in events:
        if isinstance(event, Finished):
            as_of = body.as_of.date() if body.as_of else None
            exchanged = Exchanged(body.question, answer_json(event.answer), as_of, body.given)
            try:
                engine.conversations.add(body.conversation_id, owner, exchanged, instead=again)
            except CitewellError as error:  # whoever asked has their answer all the same
                _LOG.warning("an answer is not kept in its conversation: %s", error)
        yield event
