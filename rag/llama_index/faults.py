"""What went wrong with a language model, told for people: any client's exception as one of `index.errors`.

Clients differ, but nearly all stand on httpx and carry the status of the answer; that is all that is asked of them.
No message holds the key, or a piece of it: servers echo it, so what they say of a refused key is not repeated at all.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from index.errors import ContextTooLongError, LanguageModelError, ModelKeyError, ModelUnavailableError

INSTEAD = "what was found is answered from the articles, without it"
_SAID = 200
"""Characters of a server's own words that are repeated."""
_PIECE = 6
"""So many characters of the key in a row give it away."""
_TOO_LONG = re.compile(
    r"context_length_exceeded|context (?:length|window|size)|maximum context|prompt is too long"
    r"|too many (?:input )?tokens|exceeds? .{0,40}\btokens",
    re.IGNORECASE,
)
_SPENT = re.compile(r"insufficient_quota|billing", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ModelCall:
    """Whom was asked, as the messages need it. `begun` is whether some of the answer had come."""

    model: str
    url: str
    timeout_s: float
    key: str = field(default="", repr=False)
    begun: bool = False


def fault_of(error: Exception, asked: ModelCall) -> LanguageModelError:
    """The client's exception as ours, with what to do about it; a ModelUnavailableError may pass by itself.

    Its `after_s` is what the server asks to wait, but never more than the timeout.
    """
    status = _status(error)
    said = _said(error, asked.key)
    if status in (401, 403):
        return ModelKeyError(
            f"the server of the language model {asked.model} refuses the key ({status}); set CITEWELL_LLM_KEY to one "
            f"that may use it; {INSTEAD}"
        )
    if status is not None and _TOO_LONG.search(_words(error)):
        return ContextTooLongError(
            f"the passages are longer than the language model {asked.model} takes ({said}); ask of less, or name "
            f"one with a longer context in CITEWELL_LLM_MODEL; {INSTEAD}"
        )
    problem = _problem(error, status, said, asked)
    if _may_pass(error, status) and not (status == 429 and _SPENT.search(_words(error))):
        return ModelUnavailableError(f"{problem}; {INSTEAD}", _retry_after(error, asked.timeout_s))
    return LanguageModelError(f"{problem}; {INSTEAD}")


def _problem(error: Exception, status: int | None, said: str, asked: ModelCall) -> str:
    model = f"the language model {asked.model}"
    if status == 404:
        return f"{model} is not known at {asked.url} ({said}); check CITEWELL_LLM_MODEL and CITEWELL_LLM_URL"
    if status == 429:
        return f"{model} takes no more requests now (429: {said})"
    if status is not None and status >= 500:
        return f"the server of {model} fails ({status}: {said})"
    if status is not None:
        return f"the server of {model} refuses the request ({status}: {said})"
    if _timed_out(error):
        where = "stood still in the middle of its answer" if asked.begun else "has not begun to answer"
        return f"{model} {where} for {asked.timeout_s:g} s (CITEWELL_LLM_TIMEOUT)"
    if _connection(error):
        if asked.begun:
            return f"{model} broke off in the middle of its answer"
        return f"{model} cannot be reached at {asked.url} ({said}); check CITEWELL_LLM_URL, and that its server runs"
    return f"{model} sent what cannot be read ({type(error).__name__}: {said})"


def _may_pass(error: Exception, status: int | None) -> bool:
    """Whether asking again may help."""
    if status is not None:
        return status in (408, 409, 429) or status >= 500
    return _timed_out(error) or _connection(error)


def _timed_out(error: Exception) -> bool:
    import httpx

    return any(isinstance(one, httpx.TimeoutException | TimeoutError) for one in _causes(error))


def _connection(error: Exception) -> bool:
    import httpx

    return any(isinstance(one, httpx.TransportError | ConnectionError) for one in _causes(error))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The exception, and what it came of."""
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        yield one
        one = one.__cause__ or one.__context__


def _status(error: Exception) -> int | None:
    """The HTTP status that the server answered with, where it answered."""
    for holder in (error, getattr(error, "response", None)):
        status = getattr(holder, "status_code", None)
        if isinstance(status, int) and not 200 <= status < 300:
            return status
    return None


def _retry_after(error: Exception, most: float) -> float | None:
    """Seconds that the server asks to wait, given as a number or as a date; never more than `most`."""
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


def _said(error: Exception, key: str) -> str:
    """What the server said, or else what the connection's lowest layer said: short, and without the key."""
    body = getattr(error, "body", None)
    told = body.get("message") if isinstance(body, Mapping) else None
    source = list(_causes(error))[-1] if _connection(error) else error
    return without_key(" ".join(str(told or source).split()), key)[:_SAID] or type(source).__name__


def without_key(text: str, key: str) -> str:
    """`text`, with every word blotted out that has a piece of the key in it."""
    pieces = {key[at : at + _PIECE] for at in range(max(1, len(key) - _PIECE + 1))} if key else set()
    return " ".join("***" if any(piece in word for piece in pieces) else word for word in text.split(" "))
