"""What one visitor has asked and been answered. Each browser tab has its own; nothing of it is shared."""

from dataclasses import dataclass, field, replace
from datetime import date

from rag.answer_shape import Answer
from rag.claim import Claim
from rag.conversation import Conversation
from rag.write.finish import FAILED
from ui.page.answer.message import Shown, error_message, progress_message, stopped_message
from ui.page.answer.progress import Progress
from ui.page.chat.asof import filter_of, unlimited
from ui.page.messages.messages import Messages


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what is shown under it. `before` is the conversation it was asked in; `progress` is kept only
    while the answer is on its way. `findings` are the answer's sentences where some of a language model's failed their
    check: it can be written again by them. `as_of` is the day as of which it was asked, None for now. `unlimited` is
    the question without the days of publication that it was narrowed to, "" where it was not."""

    number: int
    question: str
    before: Conversation
    as_of: date | None = None
    shown: Shown = ()
    progress: Progress | None = None
    findings: tuple[Claim, ...] = ()
    unlimited: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """`conversation` holds what was answered; an exchange that failed or was stopped is shown, but is no part of it.
    What is shown is said in the `words` of whoever asks, which each step is given."""

    conversation: Conversation = field(default_factory=Conversation)
    exchanges: tuple[Exchange, ...] = ()
    asked: int = 0

    def asking(self, words: Messages, question: str, as_of: date | None = None) -> "Session":
        """With one more question, whose answer is on its way."""
        number = self.asked + 1
        exchange = Exchange(number, question, self.conversation, as_of)
        return Session(self.conversation, (*self.exchanges, exchange), number).hearing(words, Progress())

    def hearing(self, words: Messages, progress: Progress) -> "Session":
        """With this much of the last answer."""
        last, answer = self.exchanges[-1], progress.answer
        shown = progress_message(words, last.number, progress, filter_of(last.as_of))
        if answer is None:
            return self._with_last(replace(last, shown=shown, progress=progress))
        known = replace(last, shown=shown, progress=None, findings=_findings(answer), unlimited=unlimited(answer))
        return replace(self._with_last(known), conversation=_continued(last, answer))

    def failed(self, words: Messages, problem: str) -> "Session":
        """With the last question unanswered, and why."""
        return self._with_last(replace(self.exchanges[-1], shown=error_message(words, problem), progress=None))

    def stopped(self, words: Messages) -> "Session":
        """With the last answer left as it is."""
        if not self.exchanges or (progress := self.exchanges[-1].progress) is None:
            return self
        last = self.exchanges[-1]
        shown = stopped_message(words, last.number, progress, filter_of(last.as_of))
        return self._with_last(replace(last, shown=shown, progress=None))

    def retrying(self) -> "tuple[str, Session]":
        """The last question, and the session as it was before it was asked; "" where nothing was asked."""
        if not self.exchanges:
            return "", self
        last = self.exchanges[-1]
        return last.question, Session(last.before, self.exchanges[:-1], self.asked)

    def rewriting(self) -> "tuple[str, Session, date | None, tuple[Claim, ...]]":
        """As `retrying`, with the day as of which it was asked, and with what the check found of the answer."""
        last = self.exchanges[-1] if self.exchanges else Exchange(0, "", self.conversation)
        return *self.retrying(), last.as_of, last.findings

    def lifting(self, number: str) -> "tuple[str, date | None]":
        """The question of the answer of this number without the days of publication that it was narrowed to, and the
        day as of which it was asked; "" where there is no such answer, or another is on its way."""
        asked = next((one for one in self.exchanges if str(one.number) == number), None)
        if asked is None or self.busy:
            return "", None
        return asked.unlimited, asked.as_of

    @property
    def busy(self) -> bool:
        """Whether an answer is on its way."""
        return bool(self.exchanges) and self.exchanges[-1].progress is not None

    def _with_last(self, last: Exchange) -> "Session":
        return replace(self, exchanges=(*self.exchanges[:-1], last))


def _findings(answer: Answer) -> tuple[Claim, ...]:
    failed = any(claim.verdict in FAILED for claim in answer.claims)
    return answer.claims if answer.mode == "llm" and failed else ()


def _continued(exchange: Exchange, answer: Answer) -> Conversation:
    return exchange.before.then("user", exchange.question).then("assistant", answer.text)
