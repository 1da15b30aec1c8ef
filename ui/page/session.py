"""What one visitor has asked and been answered. Each browser tab has its own; nothing of it is shared."""

from dataclasses import dataclass, field, replace

from rag.answer_shape import Answer
from rag.claim import Claim
from rag.conversation import Conversation
from rag.write.finish import FAILED
from ui.page.progress import Progress
from ui.page.render import error_message, progress_message, question_message, stopped_message


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what is shown under it. `before` is the conversation it was asked in; `progress` is kept only
    while the answer is on its way. `findings` are the answer's sentences where some of a language model's failed their
    check: it can be written again by them."""

    number: int
    question: str
    before: Conversation
    shown: str = ""
    progress: Progress | None = None
    findings: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Session:
    """`conversation` holds what was answered; an exchange that failed or was stopped is shown, but is no part of it."""

    conversation: Conversation = field(default_factory=Conversation)
    exchanges: tuple[Exchange, ...] = ()
    asked: int = 0

    def asking(self, question: str) -> "Session":
        """With one more question, whose answer is on its way."""
        number = self.asked + 1
        exchange = Exchange(number, question, self.conversation)
        return Session(self.conversation, (*self.exchanges, exchange), number).hearing(Progress())

    def hearing(self, progress: Progress) -> "Session":
        """With this much of the last answer."""
        shown = progress_message(self.exchanges[-1].number, progress)
        if progress.answer is None:
            return self._with_last(shown=shown, progress=progress)
        heard = self._with_last(shown=shown, progress=None, findings=_findings(progress.answer))
        return replace(heard, conversation=_continued(self.exchanges[-1], progress.answer))

    def failed(self, problem: str) -> "Session":
        """With the last question unanswered, and why."""
        return self._with_last(shown=error_message(problem), progress=None)

    def stopped(self) -> "Session":
        """With the last answer left as it is."""
        if not self.exchanges or (progress := self.exchanges[-1].progress) is None:
            return self
        return self._with_last(shown=stopped_message(self.exchanges[-1].number, progress), progress=None)

    def retrying(self) -> "tuple[str, Session]":
        """The last question, and the session as it was before it was asked; "" where nothing was asked."""
        if not self.exchanges:
            return "", self
        last = self.exchanges[-1]
        return last.question, Session(last.before, self.exchanges[:-1], self.asked)

    def rewriting(self) -> "tuple[str, Session, tuple[Claim, ...]]":
        """As `retrying`, with what the check found of the answer."""
        return *self.retrying(), self.exchanges[-1].findings if self.exchanges else ()

    def messages(self) -> list[dict[str, str]]:
        """The whole chat, as the page shows it."""
        return [
            message
            for exchange in self.exchanges
            for message in (
                {"role": "user", "content": question_message(exchange.question)},
                {"role": "assistant", "content": exchange.shown},
            )
        ]

    def _with_last(self, *, shown: str, progress: Progress | None, findings: tuple[Claim, ...] = ()) -> "Session":
        last = replace(self.exchanges[-1], shown=shown, progress=progress, findings=findings)
        return replace(self, exchanges=(*self.exchanges[:-1], last))


def _findings(answer: Answer) -> tuple[Claim, ...]:
    failed = any(claim.verdict in FAILED for claim in answer.claims)
    return answer.claims if answer.mode == "llm" and failed else ()


def _continued(exchange: Exchange, answer: Answer) -> Conversation:
    return exchange.before.then("user", exchange.question).then("assistant", answer.text)
