"""What is kept of visitors, and who they are, as the OpenAPI description has it."""

from typing import Any, Literal

from pydantic import BaseModel

from ui.api.schema_store import Failed


class Conversation(BaseModel):
    """A conversation in a list; `turns` is how many questions it has."""

    id: str
    title: str
    created: str
    changed: str
    turns: int


class Conversations(BaseModel):
    """A visitor's own, the last changed first."""

    conversations: list[Conversation]


class Exchange(BaseModel):
    """A question, and the answer as it was given."""

    question: str
    asked: str | None
    as_of: str | None
    conditions: dict[str, Any]
    answer: dict[str, Any]


class WholeConversation(Conversation):
    """A conversation with all that was said in it."""

    exchanges: list[Exchange]


class Forgotten(BaseModel):
    """How many answers and conversations are deleted."""

    forgotten: int
    conversations: int


class ForgottenListed(Forgotten):
    """The same, and what was not there."""

    failed: list[Failed]


class Judged(BaseModel):
    """What somebody thought of an answer."""

    answer_id: str
    question: str
    status: str
    verdict: Literal["up", "down", ""]
    reason: str
    given: str


class OwnOpinion(BaseModel):
    """What the visitor who asks thinks of an answer."""

    answer_id: str
    verdict: Literal["up", "down"]
    reason: str


class OwnFeedback(BaseModel):
    """What the visitor who asks has said of the answers that they ask after."""

    feedback: list[OwnOpinion]


class Feedback(BaseModel):
    """What was given, the newest first."""

    feedback: list[Judged]


class Session(BaseModel):
    """Who asks, and what they may open."""

    name: str
    role: Literal["reader", "administrator"]
    reading: Literal["articles", "passages"]
