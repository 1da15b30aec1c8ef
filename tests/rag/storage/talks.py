"""Two visitors and their questions in saved conversations."""

from datetime import date

from index.filters import Filter
from rag.schema.events import Finished
from rag.storage.conversations import Exchanged
from ui.app.engine import Engine
from ui.serialization.serializers import answer_json

ANN, BEN = "visitor-ann", "visitor-ben"


def say(engine: Engine, id: str, question: str, owner: str = ANN, as_of: date | None = None) -> str:
    """Ask in a conversation and return the answer's id."""
    said = engine.conversations.get(id, owner).conversation
    *_, last = engine.ask(question, said, Filter(), owner=owner)
    assert isinstance(last, Finished)
    engine.conversations.add(id, owner, Exchanged(question, answer_json(last.answer), as_of))
    return last.answer.id
