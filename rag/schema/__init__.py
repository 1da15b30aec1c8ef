"""Question, Conversation, Evidence, Citation, Claim, Answer and the events of an answer: frozen data.

Holds no logic beyond what a value says about itself.
May import `index`.
"""

from rag.schema.answer import Answer, Conflict, Mode, Notice, Status, WindowFrom
from rag.schema.citation import Citation, Claim, ResolvedDate, Verdict
from rag.schema.conversation import Conversation, Role, Turn
from rag.schema.events import (
    ClaimChecked,
    ClaimDelta,
    Event,
    Finished,
    Sources,
    Stage,
    StageName,
    StandaloneQuestion,
    final_answer,
)
from rag.schema.evidence import Evidence
from rag.schema.question import Question

__all__ = [
    "Answer",
    "Citation",
    "Claim",
    "ClaimChecked",
    "ClaimDelta",
    "Conflict",
    "Conversation",
    "Event",
    "Evidence",
    "Finished",
    "Mode",
    "Notice",
    "Question",
    "ResolvedDate",
    "Role",
    "Sources",
    "Stage",
    "StageName",
    "StandaloneQuestion",
    "Status",
    "Turn",
    "Verdict",
    "WindowFrom",
    "final_answer",
]
