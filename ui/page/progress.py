"""What is known of an answer while it is on its way: the events so far, as one value."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from rag.answer_shape import Answer
from rag.claim import Citation, Claim
from rag.events import ClaimChecked, ClaimDelta, Event, Finished, Stage, StandaloneQuestion
from ui.page import messages


@dataclass(frozen=True, slots=True)
class Progress:
    """`claims` are in the order of their positions; `citations` are by number; `answer` is None until it is whole."""

    stage: str = messages.STARTING
    standalone: str = ""
    claims: Mapping[int, Claim] = field(default_factory=dict)
    citations: Mapping[int, Citation] = field(default_factory=dict)
    answer: Answer | None = None

    def after(self, event: Event) -> "Progress":
        """The same, one event later."""
        match event:
            case Stage(name, count):
                return replace(self, stage=messages.stage(name, count))
            case StandaloneQuestion(text):
                return replace(self, standalone=text)
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
