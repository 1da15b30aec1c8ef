"""What a question asks, complete without the conversation before it."""

from dataclasses import dataclass
from typing import Protocol

from index.errors import LanguageModelError
from rag.query.condense import condense
from rag.query.time_split import split_times, with_times
from rag.schema.question import Question


class Rewriter(Protocol):
    """Completes a follow-up question: a language model, where there is one."""

    def standalone(self, question: Question) -> str:
        """Return the question, complete without its conversation; "" where the model gives none.

        Raises:
            LanguageModelError: The model could not be asked.
        """
        ...


@dataclass(frozen=True, slots=True)
class StandaloneResult:
    """The question as it is searched for. `fault` says why the language model could not be asked, "" where it could."""

    standalone: str
    fault: str = ""


def understand(question: Question, rewriter: Rewriter | None) -> StandaloneResult:
    """A follow-up completed by the language model where there is one, and by rules otherwise; any other question as it
    stands."""
    by_rules = condense(question.text, question.conversation)
    if rewriter is None or not question.conversation.turns:
        return StandaloneResult(by_rules)
    try:
        return StandaloneResult(_dated(rewriter.standalone(question), by_rules) or by_rules)
    except LanguageModelError as error:
        return StandaloneResult(by_rules, str(error))


def _dated(written: str, by_rules: str) -> str:
    """What the model wrote, with the days of publication that are asked for, where it left them out."""
    window = split_times(by_rules).window
    return with_times(written, (), window) if written and window and not split_times(written).window else written
