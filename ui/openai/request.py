"""A request for a chat completion, as clients of OpenAI's API make it, and the question that it is."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from ui.openai.shape import said_before
from ui.serialization.requests import AskBody, Conditions

MODEL = "citewell"
"""The one model that is listed. Any name is answered by it: some clients have one that cannot be changed."""


class _Taken(BaseModel):
    """What is read of an object; clients send many fields besides."""

    model_config = ConfigDict(extra="ignore", frozen=True)


def _words(content: object) -> object:
    """The text of a message that comes in parts. Pictures, sound and files are refused: an answer would pass over them
    in silence."""
    if not isinstance(content, list):
        return content or ""
    texts = [part.get("text") for part in content if isinstance(part, dict) and part.get("type") == "text"]
    known = [text for text in texts if isinstance(text, str)]
    if len(known) < len(content):
        raise ValueError("has parts that are no text; only text is read")
    return "\n".join(known)


class Message(_Taken):
    """One message."""

    role: Literal["system", "developer", "user", "assistant", "tool"]
    content: Annotated[str, BeforeValidator(_words)] = ""


class StreamOptions(_Taken):
    """What a stream tells besides."""

    include_usage: bool = False


class CompletionBody(_Taken):
    """`POST /v1/chat/completions`. `citewell` are the conditions of `/api/chat`, for clients that can send more."""

    messages: tuple[Message, ...] = Field(min_length=1)
    stream: bool | None = False
    stream_options: StreamOptions | None = None
    citewell: Conditions = Conditions()

    @field_validator("messages")
    @classmethod
    def _someone_asks(cls, messages: tuple[Message, ...]) -> tuple[Message, ...]:
        if all(message.role != "user" for message in messages):
            raise ValueError("none is a user's; ask something")
        return messages

    @property
    def usage_asked(self) -> bool:
        """Whether a stream is to tell its usage."""
        return bool(self.stream_options and self.stream_options.include_usage)

    def asked(self) -> AskBody:
        """The last user's message as a question, in the conversation before it. System and developer messages steer
        nothing: the articles alone answer.

        Raises:
            pydantic.ValidationError: it is empty or too long, or there are too many turns.
        """
        last = max(at for at, message in enumerate(self.messages) if message.role == "user")
        turns = [
            {"role": one.role, "text": said_before(one.content) if one.role == "assistant" else one.content}
            for one in self.messages[:last]
            if one.role in ("user", "assistant")
        ]
        return AskBody.model_validate(
            {**self.citewell.model_dump(), "question": self.messages[last].content, "history": turns}
        )
