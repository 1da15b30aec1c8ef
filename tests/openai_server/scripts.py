"""Scripts for one completion request: an answer, or a fault of real servers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

End = Literal["whole", "stalls", "breaks", "ends early", "malformed", "pings", "empty events", "error"]


@dataclass(frozen=True, slots=True)
class Script:
    """One answer. `text` is streamed in pieces of `piece` characters, each after `delay_s`; then comes its `end`.

    whole: a reason for its end, the usage, [DONE]. stalls: nothing more, on an open connection. breaks: the socket is
    closed. ends early: the body ends as if it were whole, without a reason for its end. malformed: an event that is no
    JSON. pings: comments without end. empty events: events without words, without end. error: an event that tells of an
    error.
    """

    text: str = ""
    piece: int = 8
    before_s: float = 0.0
    delay_s: float = 0.0
    end: End = "whole"
    finish: str = "stop"
    refusal: str = ""
    usage: bool = True
    status: int = 200
    error: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


def fails(status: int, message: str = "the server is out of order", code: str = "", **headers: str) -> Script:
    """An error status; `Retry_After="1"` is a header."""
    error = {"message": message, "type": "server_error", "code": code or None}
    return Script(
        status=status, error=error, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )


def too_long() -> Script:
    """OpenAI's error for more tokens than the model takes."""
    message = "This model's maximum context length is 4096 tokens, but the messages have 9000."
    return fails(400, message, "context_length_exceeded")


def wrong_key() -> Script:
    """A refused key; the message repeats its beginning and end at `{key}`."""
    return fails(401, "Incorrect API key provided: {key}.", "invalid_api_key")


def repeats_the_key(status: int) -> Script:
    """An error whose message holds the whole key."""
    return fails(status, "key={whole_key} may not do this")
