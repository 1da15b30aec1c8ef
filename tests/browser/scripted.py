"""An engine that answers some questions from a script and all others from its store."""

import threading
from collections.abc import Iterator
from datetime import date

from index.errors import ServiceError
from index.filters import EVERYTHING, Filter
from rag.schema.answer import Answer, Conflict
from rag.schema.citation import Citation, Claim
from rag.schema.conversation import Conversation
from rag.schema.events import ClaimChecked, ClaimDelta, Event, Finished, Stage, StandaloneQuestion
from tests.browser.articles import harbour, moment
from ui.app.engine import Engine

REMEMBER = "What have I asked?"
FAIL = "Fail, please"
CRASH = "Crash, please"
STREAM = "Write slowly"
DIFFER = "Do the reports differ?"
SECRET = "secret of the crash"


class ScriptedEngine(Engine):
    """STREAM stops after its first claim until `go_on` is set."""

    go_on: threading.Event

    def ask(
        self,
        question: str,
        conversation: Conversation,
        filter: Filter,
        findings: tuple[Claim, ...] = (),
        today: date | None = None,
        owner: str = "",
        bounds: Filter = EVERYTHING,
    ) -> Iterator[Event]:
        """Play the script for `question`, or answer it."""
        match question:
            case _ if question == REMEMBER:
                return self._remember(conversation)
            case _ if question == FAIL:
                return _failing()
            case _ if question == CRASH:
                return _crashing()
            case _ if question == STREAM:
                return self._streaming()
            case _ if question == DIFFER:
                return iter([Finished(_differing(_citation(self, 1, "1,400 homes")))])
        return super().ask(question, conversation, filter, findings, today, owner, bounds)

    def _remember(self, conversation: Conversation) -> Iterator[Event]:
        asked = "; ".join(turn.text for turn in conversation.turns if turn.role == "user")
        cited = _citation(self, 1, "Port Ellery")
        yield Finished(_answer(REMEMBER, f"Asked: [{asked}]", (Claim("So it was.", (1,), "supported"),), (cited,)))

    def _streaming(self) -> Iterator[Event]:
        cited = _citation(self, 1, "Forty-two people")
        first = Claim("Forty-two were rescued.", (1,), "supported")
        yield StandaloneQuestion("Who was rescued, slowly?")
        yield Stage("writing")
        yield ClaimDelta(0, first.text)
        yield ClaimChecked(0, first, (cited,))
        yield Stage("checking")
        self.go_on.wait()
        second = Claim("They were sailors.", (1,), "unsupported", ("the source does not say so",))
        yield Finished(_answer(STREAM, "Forty-two", (first, second), (cited,)))


def _failing() -> Iterator[Event]:
    yield Stage("searching")
    raise ServiceError("the model server does not answer; start it, or unset <CITEWELL_LLM>")


def _crashing() -> Iterator[Event]:
    yield Stage("searching")
    raise ZeroDivisionError(SECRET)


def _citation(engine: Engine, n: int, quote: str) -> Citation:
    article = engine.article(harbour().id)
    start = article.text.index(quote)
    return Citation(n, article, "p1", quote, start, start + len(quote), ("Coast Times", "Bay News"))


def _answer(question: str, short: str, claims: tuple[Claim, ...], citations: tuple[Citation, ...]) -> Answer:
    return Answer(question, question, "answered", "llm", short, 0.9, claims, citations)


def _differing(cited: Citation) -> Answer:
    values = (
        Conflict("homes without power", "1,400", moment(15), "Ellery Herald", "the utility", "update", (1,)),
        Conflict("homes without power", "<b>900</b>", moment(14), "Coast Times", "a fireman", "update", (1,)),
    )
    claim = Claim("About 1,400 homes.", (1,), "contradicted", ("another report says 900",))
    return Answer(DIFFER, DIFFER, "answered", "llm", "1,400", 0.9, (claim,), (cited,), conflicts=values)
