"""A request for a chat completion in OpenAI's format, converted to a question."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from ui.openai.shape import said_before
from ui.serialization.requests import AskBody, Conditions

MODEL = "citewell"
"""The only model listed. It answers to any name, because some clients have a fixed one."""


class _Lenient(BaseModel):
    """The fields that we read of an object. Clients send many others."""

    model_config = ConfigDict(extra="ignore", frozen=True)


def _text(content: object) -> object:
    """Join the text parts of a message. Reject images, audio and files, which an answer would silently ignore."""
    if not isinstance(content, list):
        return content or ""
    texts = [part.get("text") for part in content if isinstance(part, dict) and part.get("type") == "text"]
    known = [text for text in texts if isinstance(text, str)]
    if len(known) < len(content):
        raise ValueError("has parts that are not text; send only text")
    return "\n".join(known)


class Message(_Lenient):
    """A message."""

    role: Literal["system", "developer", "user", "assistant", "tool"]
    content: Annotated[str, BeforeValidator(_text)] = ""


class StreamOptions(_Lenient):
    """Options of a stream."""

    include_usage: bool = False


class CompletionBody(_Lenient):
    """`POST /v1/chat/completions`. `citewell` holds the conditions of `/api/chat`, for clients that can send them."""

    messages: tuple[Message, ...] = Field(min_length=1)
    stream: bool | None = False
    stream_options: StreamOptions | None = None
    citewell: Conditions = Conditions()

    @field_validator("messages")
    @classmethod
    def _has_question(cls, messages: tuple[Message, ...]) -> tuple[Message, ...]:
        if all(message.role != "user" for message in messages):
            raise ValueError("has no message of the user; ask something")
        return messages

    @property
    def usage_asked(self) -> bool:
        """Whether the stream should report its token usage."""
        return bool(self.stream_options and self.stream_options.include_usage)

    def asked(self) -> AskBody:
        """Return the user's last message as a question, with the conversation before it.

        System and developer messages are ignored: answers come from the articles only.

        Raises:
            pydantic.ValidationError: The question is empty or too long, or there are too many turns.
        """
        last = max(at for at, message in enumerate(self.messages) if message.role == "user")
        turns = [
            {
                "role": message.role,
                "text": said_before(message.content) if message.role == "assistant" else message.content,
            }
            for message in self.messages[:last]
            if message.role in ("user", "assistant")
        ]
        return AskBody.model_validate(
            {**self.citewell.model_dump(), "question": self.messages[last].content, "history": turns}
        )
