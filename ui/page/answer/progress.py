"""What is known of an answer while it is on its way: the events so far, as one value."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from rag.schema.answer import Answer
from rag.schema.citation import Citation, Claim
from rag.schema.events import ClaimChecked, ClaimDelta, Event, Finished, Sources, Stage, StandaloneQuestion


@dataclass(frozen=True, slots=True)
class Progress:
    """`stages` are those begun, the present one last, each once. `claims` are in the order of their positions;
    `citations` are by number; `answer` is None until it is whole."""

    stages: tuple[Stage, ...] = ()
    standalone: str = ""
    claims: Mapping[int, Claim] = field(default_factory=dict)
    citations: Mapping[int, Citation] = field(default_factory=dict)
    answer: Answer | None = None

    @property
    def checked(self) -> int:
        """How many sentences have their verdict."""
        return sum(claim.verdict != "unchecked" for claim in self.claims.values())

    def after(self, event: Event) -> "Progress":
        """The same, one event later."""
        match event:
            case Stage():
                others = (stage for stage in self.stages if stage.name != event.name)
                return replace(self, stages=(*others, event))
            case StandaloneQuestion(text):
                return replace(self, standalone=text)
            case Sources():  # the stage tells how many are read
                return self
            case ClaimDelta(position, text):
                before = self.claims.get(position)
                return self._with_claim(position, Claim((before.text if before else "") + text, ()))
            case ClaimChecked(position, claim, citations):
                known = {**self.citations, **{citation.n: citation for citation in citations}}
                return replace(self._with_claim(position, claim), citations=known)
            case Finished(answer):
                return replace(self, answer=answer)

    def _with_claim(self, position: int, claim: Claim) -> "Progress":
        return replace(self, claims=dict(sorted({**self.claims, position: claim}.items())))
