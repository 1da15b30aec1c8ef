"""Complete a question without the conversation before it."""

from dataclasses import dataclass
from typing import Protocol

from index.errors import LanguageModelError
from rag.query.condense import condense
from rag.query.time_split import split_times, with_times
from rag.schema.question import Question


class Rewriter(Protocol):
    """Completes a follow-up question, as a language model does."""

    def standalone(self, question: Question) -> str:
        """Return the question, complete without its conversation; "" if the model gives none.

        Raises:
            LanguageModelError: The model could not be asked.
        """
        ...


@dataclass(frozen=True, slots=True)
class StandaloneResult:
    """The complete question. `fault` says why the language model could not be asked; else it is ""."""

    standalone: str
    fault: str = ""


def understand(question: Question, rewriter: Rewriter | None) -> StandaloneResult:
    """Complete a follow-up by the language model, or by rules if there is none; leave other questions as they are."""
    by_rules = condense(question.text, question.conversation)
    if rewriter is None or not question.conversation.turns:
        return StandaloneResult(by_rules)
    try:
        return StandaloneResult(_with_window(rewriter.standalone(question), by_rules) or by_rules)
    except LanguageModelError as error:
        return StandaloneResult(by_rules, str(error))


def _with_window(written: str, by_rules: str) -> str:
    """Add the days of publication that the conversation asks for to the model's question, if it left them out."""
    window = split_times(by_rules).window
    return with_times(written, (), window) if written and window and not split_times(written).window else written
