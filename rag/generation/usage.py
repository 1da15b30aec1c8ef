"""What a language model has been asked for one answer, told to whoever watches that answer and to nobody else."""

from collections.abc import Iterator
from contextvars import ContextVar, copy_context
from dataclasses import dataclass, field

from rag.generation.price import Tokens
from rag.schema.events import Event


@dataclass(frozen=True, slots=True)
class Call:
    """One try at asking a language model, from when to when (nanoseconds since 1970).

    `tokens` are what the provider has counted, or, where not `counted`, an estimate; `dollars` are by the table of
    prices. `fault` is the kind of error that it ended in, "" where it was heard out or left alone.
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
    """One sentence of a language model, held against what it cites: from when to when."""

    began_ns: int
    ended_ns: int


@dataclass
class Usage:
    """What has been done so far."""

    calls: list[Call] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)

    @property
    def tokens(self) -> Tokens:
        """What providers have counted of the calls that were answered; nothing where one was not counted, since a part
        is not the sum."""
        answered = [call for call in self.calls if call.tokens != Tokens(0, 0)]
        if not all(call.counted for call in answered):
            return Tokens(0, 0)
        return Tokens(sum(call.tokens.input for call in answered), sum(call.tokens.output for call in answered))


_USAGES: ContextVar[tuple[Usage, ...]] = ContextVar("usages", default=())


def with_usage(events: Iterator[Event], usage: Usage) -> Iterator[Event]:
    """The events; what is done on the way to them is noted in `usage`, and wherever it is noted already. Each step may
    be made by another thread."""
    context = copy_context()
    context.run(lambda: _USAGES.set((*_USAGES.get(), usage)))
    while (event := context.run(next, events, None)) is not None:
        yield event


def record_call(done: Call | Check) -> None:
    """Something has been done for the answer that is being made."""
    for usage in _USAGES.get():
        if isinstance(done, Call):
            usage.calls.append(done)
        else:
            usage.checks.append(done)
