"""OpenAPI models of conversations, feedback and the session."""

from typing import Any, Literal

from pydantic import BaseModel

from ui.api.schema_store import Failed


class Conversation(BaseModel):
    """A conversation in a list; `turns` is its number of questions."""

    id: str
    title: str
    created: str
    changed: str
    turns: int


class Conversations(BaseModel):
    """The visitor's conversations, last changed first."""

    conversations: list[Conversation]


class Exchange(BaseModel):
    """A question and its answer."""

    question: str
    asked: str | None
    as_of: str | None
    conditions: dict[str, Any]
    answer: dict[str, Any]


class WholeConversation(Conversation):
    """A conversation with all its questions and answers."""

    exchanges: list[Exchange]


class Forgotten(BaseModel):
    """Numbers of deleted answers and conversations."""

    forgotten: int
    conversations: int


class ForgottenListed(Forgotten):
    """Numbers of deleted answers and conversations, and the ids that were not found."""

    failed: list[Failed]


class Judged(BaseModel):
    """A visitor's feedback on an answer."""

    answer_id: str
    question: str
    status: str
    verdict: Literal["up", "down", ""]
    reason: str
    given: str


class OwnOpinion(BaseModel):
    """The visitor's own feedback on an answer."""

    answer_id: str
    verdict: Literal["up", "down"]
    reason: str


class OwnFeedback(BaseModel):
    """The visitor's own feedback on the answers asked about."""

    feedback: list[OwnOpinion]


class Feedback(BaseModel):
    """Feedback of all visitors, newest first."""

    feedback: list[Judged]


class Session(BaseModel):
    """Who the visitor is, and what they may open."""

    name: str
    role: Literal["reader", "administrator"]
    reading: Literal["articles", "passages"]
