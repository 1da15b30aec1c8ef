"""Writer: a language model that completes questions and writes answers."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass

from index.errors import ContextTooLongError
from index.text.dates import date_in_words
from prompts.load import Message, load_prompt
from rag.generation.drafting import Draft, draft_answer
from rag.generation.finished_answer import answer_of
from rag.generation.language_model_interface import LanguageModel
from rag.generation.memory import as_text, newest
from rag.generation.prompt_passages import numbered
from rag.reader.model import Reader
from rag.schema.answer import Answer
from rag.schema.citation import Claim
from rag.schema.events import Event, Stage
from rag.schema.evidence import Evidence
from rag.schema.question import Question

LONGEST_QUESTION = 600
"""Most characters of a standalone question; a model that writes more has answered instead."""


@dataclass(frozen=True, slots=True)
class Writer:
    """With `strict`, a sentence appears only after its check, and not at all if it fails."""

    model: LanguageModel
    strict: bool = False

    def standalone(self, question: Question) -> str:
        """Return the question in a form that needs no conversation; "" if the model wrote none.

        Raises:
            LanguageModelError: The model gives no answer.
        """
        prompt = load_prompt("condense")
        conversation = as_text(newest(question.conversation))
        lines = (
            self.model.complete(prompt.render(conversation=conversation, question=question.text)).strip().splitlines()
        )
        standalone = lines[0].strip().strip('"“”') if len(lines) == 1 else ""
        return standalone if len(standalone) <= LONGEST_QUESTION else ""

    def answer(
        self, question: Question, standalone: str, evidence: Sequence[Evidence], reader: Reader
    ) -> Generator[Event, None, Answer]:
        """Write the answer from `evidence`; from half of it, once, if it is too long for the model.

        Raises:
            LanguageModelError: The model gives no answer, or breaks off.
        """
        yield Stage("writing")
        try:
            draft = yield from self._written(question, standalone, evidence, reader)
        except ContextTooLongError:
            evidence = evidence[: max(1, len(evidence) // 2)]
            draft = yield from self._written(question, standalone, evidence, reader)
        return answer_of(standalone, draft, evidence)

    def _written(
        self, question: Question, standalone: str, evidence: Sequence[Evidence], reader: Reader
    ) -> Generator[Event, None, Draft]:
        sent = messages(question, standalone, evidence)
        return (yield from draft_answer(self.model, sent, evidence, reader, strict=self.strict))


def messages(question: Question, standalone: str, evidence: Sequence[Evidence]) -> list[Message]:
    """Return the prompt: to answer, or to rewrite an answer whose findings come with the question."""
    today = date_in_words(question.day)
    passages = numbered(evidence)
    if not question.findings:
        return load_prompt("answer").render(passages=passages, question=standalone, today=today)
    findings = "\n".join(_finding(n, claim) for n, claim in enumerate(question.findings, 1))
    prompt = load_prompt("rewrite")
    return prompt.render(passages=passages, question=standalone, today=today, findings=findings)


def _finding(n: int, claim: Claim) -> str:
    reasons = "; ".join(claim.reasons)
    return f"{n}. {' '.join(claim.text.split())} ({claim.verdict}{f': {reasons}' if reasons else ''})"
