"""What a language model has used for one answer, told to whoever asked for it and to nobody else."""

from collections.abc import Iterator
from contextvars import ContextVar, copy_context
from dataclasses import dataclass, field

from rag.events import Event
from rag.price import Tokens


@dataclass
class Usage:
    """The calls made so far: what the provider has counted of each, None where it counts nothing."""

    calls: list[Tokens | None] = field(default_factory=list)

    @property
    def tokens(self) -> Tokens:
        """All of it; nothing where a call was not counted, since a part is not the sum."""
        counted = [call for call in self.calls if call]
        if len(counted) < len(self.calls):
            return Tokens(0, 0)
        return Tokens(sum(call.input for call in counted), sum(call.output for call in counted))


_USAGE: ContextVar[Usage | None] = ContextVar("usage", default=None)


def metered(events: Iterator[Event], usage: Usage) -> Iterator[Event]:
    """The events; what is used on the way to them is noted in `usage`. Each step may be made by another thread."""
    context = copy_context()
    context.run(_USAGE.set, usage)
    while (event := context.run(next, events, None)) is not None:
        yield event


def note(call: Tokens | None) -> None:
    """A call has ended, and the provider has counted this."""
    usage = _USAGE.get()
    if usage is not None:
        usage.calls.append(call)
