"""Calls of a language model for one answer, recorded for those who watch that answer."""

from collections.abc import Iterator
from contextvars import ContextVar, copy_context
from dataclasses import dataclass, field

from rag.generation.price import Tokens
from rag.schema.events import Event


@dataclass(frozen=True, slots=True)
class Call:
    """One attempt to call a language model; times are in nanoseconds since 1970.

    `tokens` are the provider's count if `counted`, else an estimate. `dollars` follow the table of prices. `fault` is
    the kind of error that ended the call, "" if none did.
    """

    model: str
    began_ns: int
    ended_ns: int
    tokens: Tokens
    counted: bool = False
    dollars: float = 0.0
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One check of a sentence; times are in nanoseconds since 1970."""

    began_ns: int
    ended_ns: int


@dataclass
class Usage:
    """Calls and checks so far."""

    calls: list[Call] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)

    @property
    def tokens(self) -> Tokens:
        """The providers' count for all answered calls; zero if one call was not counted, as a part is not the sum."""
        answered = [call for call in self.calls if call.tokens != Tokens(0, 0)]
        if not all(call.counted for call in answered):
            return Tokens(0, 0)
        return Tokens(sum(call.tokens.input for call in answered), sum(call.tokens.output for call in answered))


_USAGES: ContextVar[tuple[Usage, ...]] = ContextVar("usages", default=())


def with_usage(events: Iterator[Event], usage: Usage) -> Iterator[Event]:
    """Yield the events, and record their calls in `usage` and every `Usage` around it; any thread may take a step."""
    context = copy_context()
    context.run(lambda: _USAGES.set((*_USAGES.get(), usage)))
    while (event := context.run(next, events, None)) is not None:
        yield event


def record_call(done: Call | Check) -> None:
    """Record a call or a check for the answer in progress."""
    for usage in _USAGES.get():
        if isinstance(done, Call):
            usage.calls.append(done)
        else:
            usage.checks.append(done)
