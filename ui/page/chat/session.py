"""The conversation of one visitor in one browser tab."""

from dataclasses import dataclass, field, replace

from rag.generation.finished_answer import FAILED
from rag.schema.answer import Answer
from rag.schema.citation import Claim
from rag.schema.conversation import Conversation
from ui.messages.messages import Messages
from ui.page.answer.message import Shown, answer_message, error_message, progress_message, stopped_message
from ui.page.answer.progress import Progress
from ui.page.filters.narrowing import NOTHING, Narrowing, unlimited


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and the parts shown below it.

    Attributes:
        number: Number of the answer on the page.
        question: The question as typed.
        before: The conversation before the question.
        narrowed: The visitor's conditions.
        shown: The displayed parts of the answer.
        progress: The streaming answer; None once it has ended.
        findings: The claims of a language model's answer if some failed the check; they allow a rewrite.
        unlimited: The question without its own publication dates; "" if the answer has no conditions to remove.
        kept: Whether the saved conversation holds it.
        answer_id: Id of the saved answer, "" for none.
    """

    number: int
    question: str
    before: Conversation
    narrowed: Narrowing = NOTHING
    shown: Shown = ()
    progress: Progress | None = None
    findings: tuple[Claim, ...] = ()
    unlimited: str = ""
    kept: bool = False
    answer_id: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """The exchanges of a tab. Methods return a changed copy; `words` are the messages of the visitor's language.

    Attributes:
        conversation: The answered exchanges; failed and stopped ones are shown but not part of it.
        exchanges: All displayed exchanges.
        asked: Number of questions so far.
        id: Id of the saved conversation, "" while unsaved.
        replaces: The last saved question if the next answer replaces its answer, else "".
        unkept: Why the last answer could not be saved, "" if it was.
    """

    conversation: Conversation = field(default_factory=Conversation)
    exchanges: tuple[Exchange, ...] = ()
    asked: int = 0
    id: str = ""
    replaces: str = ""
    unkept: str = ""

    def with_question(self, words: Messages, question: str, narrowed: Narrowing = NOTHING) -> "Session":
        """Add a question whose answer is about to stream."""
        number = self.asked + 1
        exchange = Exchange(number, question, self.conversation, narrowed)
        started = replace(self, exchanges=(*self.exchanges, exchange), asked=number, unkept="")
        return started.with_progress(words, Progress())

    def with_progress(self, words: Messages, progress: Progress) -> "Session":
        """Show the progress of the last answer."""
        last, answer = self.exchanges[-1], progress.answer
        shown = progress_message(words, last.number, progress, last.narrowed.filter)
        if answer is None:
            return self._with_last(replace(last, shown=shown, progress=progress))
        return self._with_last(_answered(last, shown, answer))._continued(answer)

    def with_saved_answer(self, words: Messages, question: str, narrowed: Narrowing, answer: Answer) -> "Session":
        """Add a question with its saved answer."""
        number = self.asked + 1
        shown = answer_message(words, number, answer, answer.standalone_question)
        asked = replace(Exchange(number, question, self.conversation, narrowed), kept=True, answer_id=answer.id)
        exchanges = (*self.exchanges, _answered(asked, shown, answer))
        return replace(self, exchanges=exchanges, asked=number)._continued(answer)

    def saved_as(self, id: str, answer_id: str) -> "Session":
        """Record that the last answer is saved in the conversation `id`."""
        last = replace(self.exchanges[-1], kept=True, answer_id=answer_id)
        return replace(self._with_last(last), id=id, replaces="", unkept="")

    def failed(self, words: Messages, problem: str) -> "Session":
        """Show why the last question has no answer."""
        return self._with_last(replace(self.exchanges[-1], shown=error_message(words, problem), progress=None))

    def stopped(self, words: Messages) -> "Session":
        """Stop the last answer and keep the part that is there."""
        if not self.exchanges or (progress := self.exchanges[-1].progress) is None:
            return self
        last = self.exchanges[-1]
        shown = stopped_message(words, last.number, progress, last.narrowed.filter)
        return self._with_last(replace(last, shown=shown, progress=None))

    def for_retry(self, seen: "Session") -> "tuple[str, Session]":
        """Return the last question of `seen` and the session before it; "" without a question.

        If other questions have followed, the session keeps them and the question is asked anew.
        """
        if not self.exchanges:
            return "", self
        if 0 < len(seen.exchanges) < len(self.exchanges):
            return seen.exchanges[-1].question, replace(self, replaces="")
        last = self.exchanges[-1]
        replaces = last.question if last.kept else self.replaces
        before = replace(self, conversation=last.before, exchanges=self.exchanges[:-1], replaces=replaces)
        return last.question, before

    def for_rewrite(self, seen: "Session") -> "tuple[str, Session, Narrowing, tuple[Claim, ...]]":
        """Return the result of `for_retry`, and the question's conditions and the findings of the check."""
        last = next(reversed(seen.exchanges or self.exchanges), Exchange(0, "", self.conversation))
        return *self.for_retry(seen), last.narrowed, last.findings

    def without_filters(self, number: str) -> "tuple[str, Narrowing]":
        """Return the question of answer `number` without its conditions but the as-of date.

        The question is "" if there is no such answer or another one is streaming.
        """
        exchange = next((exchange for exchange in self.exchanges if str(exchange.number) == number), None)
        if exchange is None or self.busy:
            return "", NOTHING
        return exchange.unlimited, exchange.narrowed.lifted

    @property
    def busy(self) -> bool:
        """Whether an answer is streaming."""
        return bool(self.exchanges) and self.exchanges[-1].progress is not None

    @property
    def turns(self) -> int:
        """The number of saved exchanges."""
        return sum(exchange.kept for exchange in self.exchanges)

    def _with_last(self, last: Exchange) -> "Session":
        return replace(self, exchanges=(*self.exchanges[:-1], last))

    def _continued(self, answer: Answer) -> "Session":
        last = self.exchanges[-1]
        conversation = last.before.then("user", last.question).then("assistant", answer.text)
        return replace(self, conversation=conversation)


def _answered(exchange: Exchange, shown: Shown, answer: Answer) -> Exchange:
    return replace(exchange, shown=shown, progress=None, findings=_findings(answer), unlimited=unlimited(answer))


def _findings(answer: Answer) -> tuple[Claim, ...]:
    failed = any(claim.verdict in FAILED for claim in answer.claims)
    return answer.claims if answer.mode == "llm" and failed else ()
