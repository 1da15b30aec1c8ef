"""What one visitor has asked and been answered, as one browser tab shows it."""

from dataclasses import dataclass, field, replace

from rag.generation.finish import FAILED
from rag.schema.answer import Answer
from rag.schema.citation import Claim
from rag.schema.conversation import Conversation
from ui.messages.messages import Messages
from ui.page.answer.message import Shown, answer_message, error_message, progress_message, stopped_message
from ui.page.answer.progress import Progress
from ui.page.filters.narrowing import NOTHING, Narrowing, unlimited


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what is shown under it. `before` is the conversation it was asked in; `progress` is kept only
    while the answer is on its way. `findings` are the answer's sentences where some of a language model's failed their
    check: it can be written again by them. `narrowed` is what it was narrowed to. `unlimited` is the question without
    the days of publication that it asks for itself, "" where there is nothing to be lifted. `kept` is whether it stands
    in the conversation that is kept, its answer as `answer_id` where that has one."""

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
    """`conversation` holds what was answered; an exchange that failed or was stopped is shown, but is no part of it.
    What is shown is said in the `words` of whoever asks, which each step is given. `id` is what it is kept under, "" as
    long as it is not, and `unkept` why its last answer could not be. `replaces` is the last question of what is kept
    where the next answer shall stand in the place of its own, else ""."""

    conversation: Conversation = field(default_factory=Conversation)
    exchanges: tuple[Exchange, ...] = ()
    asked: int = 0
    id: str = ""
    replaces: str = ""
    unkept: str = ""

    def asking(self, words: Messages, question: str, narrowed: Narrowing = NOTHING) -> "Session":
        """With one more question, whose answer is on its way."""
        number = self.asked + 1
        exchange = Exchange(number, question, self.conversation, narrowed)
        begun = replace(self, exchanges=(*self.exchanges, exchange), asked=number, unkept="")
        return begun.hearing(words, Progress())

    def hearing(self, words: Messages, progress: Progress) -> "Session":
        """With this much of the last answer."""
        last, answer = self.exchanges[-1], progress.answer
        shown = progress_message(words, last.number, progress, last.narrowed.filter)
        if answer is None:
            return self._with_last(replace(last, shown=shown, progress=progress))
        return self._with_last(_answered(last, shown, answer))._continued(answer)

    def recalling(self, words: Messages, question: str, narrowed: Narrowing, answer: Answer) -> "Session":
        """With one more question, which was answered before and is kept."""
        number = self.asked + 1
        shown = answer_message(words, number, answer, answer.standalone_question)
        asked = replace(Exchange(number, question, self.conversation, narrowed), kept=True, answer_id=answer.id)
        exchanges = (*self.exchanges, _answered(asked, shown, answer))
        return replace(self, exchanges=exchanges, asked=number)._continued(answer)

    def kept_as(self, id: str, answer_id: str) -> "Session":
        """With its last answer kept, in the conversation of this id."""
        last = replace(self.exchanges[-1], kept=True, answer_id=answer_id)
        return replace(self._with_last(last), id=id, replaces="", unkept="")

    def failed(self, words: Messages, problem: str) -> "Session":
        """With the last question unanswered, and why."""
        return self._with_last(replace(self.exchanges[-1], shown=error_message(words, problem), progress=None))

    def stopped(self, words: Messages) -> "Session":
        """With the last answer left as it is."""
        if not self.exchanges or (progress := self.exchanges[-1].progress) is None:
            return self
        last = self.exchanges[-1]
        shown = stopped_message(words, last.number, progress, last.narrowed.filter)
        return self._with_last(replace(last, shown=shown, progress=None))

    def retrying(self, seen: "Session") -> "tuple[str, Session]":
        """The last question that was `seen`, and the session as it was before it was asked; "" where nothing was asked.
        Where others have been asked since, none of them gives way to it."""
        if not self.exchanges:
            return "", self
        if 0 < len(seen.exchanges) < len(self.exchanges):
            return seen.exchanges[-1].question, replace(self, replaces="")
        last = self.exchanges[-1]
        replaces = last.question if last.kept else self.replaces
        before = replace(self, conversation=last.before, exchanges=self.exchanges[:-1], replaces=replaces)
        return last.question, before

    def rewriting(self, seen: "Session") -> "tuple[str, Session, Narrowing, tuple[Claim, ...]]":
        """As `retrying`, with what it was narrowed to, and with what the check found of the answer."""
        last = next(reversed(seen.exchanges or self.exchanges), Exchange(0, "", self.conversation))
        return *self.retrying(seen), last.narrowed, last.findings

    def lifting(self, number: str) -> "tuple[str, Narrowing]":
        """The question of the answer of this number without what it was narrowed to, but as of the same day; "" where
        there is no such answer, or another is on its way."""
        asked = next((one for one in self.exchanges if str(one.number) == number), None)
        if asked is None or self.busy:
            return "", NOTHING
        return asked.unlimited, asked.narrowed.lifted

    @property
    def busy(self) -> bool:
        """Whether an answer is on its way."""
        return bool(self.exchanges) and self.exchanges[-1].progress is not None

    @property
    def turns(self) -> int:
        """How many questions of it are kept."""
        return sum(one.kept for one in self.exchanges)

    def _with_last(self, last: Exchange) -> "Session":
        return replace(self, exchanges=(*self.exchanges[:-1], last))

    def _continued(self, answer: Answer) -> "Session":
        last = self.exchanges[-1]
        said = last.before.then("user", last.question).then("assistant", answer.text)
        return replace(self, conversation=said)


def _answered(exchange: Exchange, shown: Shown, answer: Answer) -> Exchange:
    return replace(exchange, shown=shown, progress=None, findings=_findings(answer), unlimited=unlimited(answer))


def _findings(answer: Answer) -> tuple[Claim, ...]:
    failed = any(claim.verdict in FAILED for claim in answer.claims)
    return answer.claims if answer.mode == "llm" and failed else ()
