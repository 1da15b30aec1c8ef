"""Messages of the draft check."""

from dataclasses import dataclass
from typing import Annotated

from ui.messages.phrase import Counted, OfLimit, Phrase


@dataclass(frozen=True, slots=True)
class Check:
    """A draft and its check."""

    title: str
    help: str
    draft: str
    hint: str
    begin: str
    stop: str
    failed: str
    unexpected: str
    out_of_order: str
    empty: str
    too_long: OfLimit
    starting: str
    sentence: Annotated[Phrase, "number", "sentences"]
    stopped: str
    stopped_at: Annotated[Counted, "done"]
    done: str
    nothing: str
    supported: str
    contradicted: str
    unsupported: str
    unchecked: str
    count_supported: Counted
    count_contradicted: Counted
    count_unsupported: Counted
