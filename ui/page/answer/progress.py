"""The state of a streaming answer: its events so far as one value."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from rag.schema.answer import Answer
from rag.schema.citation import Citation, Claim
from rag.schema.events import ClaimChecked, ClaimDelta, Event, Finished, Sources, Stage, StandaloneQuestion


@dataclass(frozen=True, slots=True)
class Progress:
    """The events so far.

    `stages` has each started stage once, the current one last. `claims` is ordered by position, `citations` is by
    number. `answer` is None until it is complete.
    """

    stages: tuple[Stage, ...] = ()
    standalone: str = ""
    claims: Mapping[int, Claim] = field(default_factory=dict)
    citations: Mapping[int, Citation] = field(default_factory=dict)
    answer: Answer | None = None

    @property
    def checked(self) -> int:
        """The number of sentences with a verdict."""
        return sum(claim.verdict != "unchecked" for claim in self.claims.values())

    def after(self, event: Event) -> "Progress":
        """Return the state after one more event."""
        match event:
            case Stage():
                others = (stage for stage in self.stages if stage.name != event.name)
                return replace(self, stages=(*others, event))
            case StandaloneQuestion(text):
                return replace(self, standalone=text)
            case Sources():  # the stage has their number
                return self
            case ClaimDelta(position, text):
                previous = self.claims.get(position)
                return self._with_claim(position, Claim((previous.text if previous else "") + text, ()))
            case ClaimChecked(position, claim, citations):
                known = {**self.citations, **{citation.n: citation for citation in citations}}
                return replace(self._with_claim(position, claim), citations=known)
            case Finished(answer):
                return replace(self, answer=answer)

    def _with_claim(self, position: int, claim: Claim) -> "Progress":
        return replace(self, claims=dict(sorted({**self.claims, position: claim}.items())))
