"""Convert the exceptions of language model clients to those of `index.errors`, with messages for people.

Clients differ, but nearly all use httpx and carry the HTTP status; the conversion needs nothing else.
No message holds the key, or a part of it. Servers repeat the key, so their message about a refused key is left out.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from index.errors import ContextTooLongError, LanguageModelError, ModelKeyError, ModelUnavailableError

INSTEAD = "the answer is quoted from the articles instead"
"""End of each message: the pipeline goes on without the language model."""
_LONGEST_DETAIL = 200
"""Characters of a server's message that are shown."""
_KEY_PART = 6
"""Characters of the key in a row that are hidden wherever they occur."""
_TOO_LONG = re.compile(
    r"context_length_exceeded|context (?:length|window|size)|maximum context|prompt is too long"
    r"|too many (?:input )?tokens|exceeds? .{0,40}\btokens",
    re.IGNORECASE,
)
_SPENT = re.compile(r"insufficient_quota|billing", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ModelCall:
    """A call of a language model, as the messages need it.

    Attributes:
        model: The model's name.
        url: The server's address, without user name and password.
        timeout_s: Timeout in seconds.
        key: The key, which no message may show.
        begun: Whether a part of the answer had arrived.
    """

    model: str
    url: str
    timeout_s: float
    key: str = field(default="", repr=False)
    begun: bool = False


def fault_of(error: Exception, call: ModelCall) -> LanguageModelError:
    """Convert a client's exception to ours; the message says what to do about it.

    Returns:
        A ModelUnavailableError if trying again may help. Its `after_s` is how long the server asks to wait, in seconds,
        at most the timeout.
    """
    status = _status(error)
    detail = _detail(error, call.key)
    if status in (401, 403):
        return ModelKeyError(
            f"the server of the language model {call.model} refuses the key ({status}); set CITEWELL_LLM_KEY to a key "
            f"that is allowed to use it; {INSTEAD}"
        )
    if status is not None and _TOO_LONG.search(_words(error)):
        return ContextTooLongError(
            f"the passages are too long for the language model {call.model} ({detail}); ask about less, or set "
            f"CITEWELL_LLM_MODEL to a model with a longer context; {INSTEAD}"
        )
    problem = _problem(error, status, detail, call)
    if _may_pass(error, status) and not (status == 429 and _SPENT.search(_words(error))):
        return ModelUnavailableError(f"{problem}; {INSTEAD}", _retry_after(error, call.timeout_s))
    return LanguageModelError(f"{problem}; {INSTEAD}")


def _problem(error: Exception, status: int | None, detail: str, call: ModelCall) -> str:
    model = f"the language model {call.model}"
    if status == 404:
        return f"{model} is not known at {call.url} ({detail}); check CITEWELL_LLM_MODEL and CITEWELL_LLM_URL"
    if status == 429:
        return f"{model} accepts no more requests for now (429: {detail})"
    if status is not None and status >= 500:
        return f"the server of {model} fails ({status}: {detail})"
    if status is not None:
        return f"the server of {model} refuses the request ({status}: {detail})"
    if _timed_out(error):
        problem = "stalled in the middle of its answer for" if call.begun else "did not begin to answer within"
        return f"{model} {problem} {call.timeout_s:g} s (CITEWELL_LLM_TIMEOUT)"
    if _connection(error):
        if call.begun:
            return f"the connection to {model} broke off in the middle of its answer"
        return f"{model} cannot be reached at {call.url} ({detail}); check CITEWELL_LLM_URL, and that the server runs"
    return f"{model} sent a response that cannot be read ({type(error).__name__}: {detail})"


def _may_pass(error: Exception, status: int | None) -> bool:
    """Return whether trying again may help."""
    if status is not None:
        return status in (408, 409, 429) or status >= 500
    return _timed_out(error) or _connection(error)


def _timed_out(error: Exception) -> bool:
    import httpx

    return any(isinstance(cause, httpx.TimeoutException | TimeoutError) for cause in _causes(error))


def _connection(error: Exception) -> bool:
    import httpx

    return any(isinstance(cause, httpx.TransportError | ConnectionError) for cause in _causes(error))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield the exception, and then its causes."""
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        yield cause
        cause = cause.__cause__ or cause.__context__


def _status(error: Exception) -> int | None:
    """Return the HTTP status of the server's answer, None if there was no answer."""
    for holder in (error, getattr(error, "response", None)):
        status = getattr(holder, "status_code", None)
        if isinstance(status, int) and not 200 <= status < 300:
            return status
    return None


def _retry_after(error: Exception, most: float) -> float | None:
    """Return how long the server asks to wait, in seconds, at most `most`; it gives a number or a date."""
    headers = getattr(getattr(error, "response", None), "headers", None)
    if not isinstance(headers, Mapping) or not (value := headers.get("retry-after")):
        return None
    with suppress(ValueError):
        return min(max(0.0, float(value)), most)
    with suppress(ValueError, TypeError):
        return min(max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds()), most)
    return None


def _words(error: Exception) -> str:
    return f"{error} {getattr(error, 'code', '')} {getattr(error, 'body', '')}"


def _detail(error: Exception, key: str) -> str:
    """Return the server's message, or that of the connection's lowest layer: short, and without the key."""
    body = getattr(error, "body", None)
    message = body.get("message") if isinstance(body, Mapping) else None
    source = list(_causes(error))[-1] if _connection(error) else error
    return without_key(" ".join(str(message or source).split()), key)[:_LONGEST_DETAIL] or type(source).__name__


def without_key(text: str, key: str) -> str:
    """Return `text` with every word hidden that holds a part of the key."""
    parts = {key[at : at + _KEY_PART] for at in range(max(1, len(key) - _KEY_PART + 1))} if key else set()
    return " ".join("***" if any(part in word for part in parts) else word for word in text.split(" "))
