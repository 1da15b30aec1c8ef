"""Small talk and questions about the conversation are answered without a search."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from datetime import date

import pytest

from index.catalogue.tombstones import Tombstone
from index.errors import LanguageModelError
from index.filters import Filter
from prompts.load import Message
from rag.generation.writer import Writer
from rag.pipeline import answer
from rag.reader.model import embedded_reader
from rag.schema.answer import Answer
from rag.schema.conversation import Conversation
from rag.schema.events import Stage, final_answer
from rag.schema.evidence import Evidence
from rag.schema.question import Question

SAID = (
    Conversation()
    .then("user", "how many missiles were intercepted")
    .then("assistant", "Seventy of the missiles were intercepted before they reached their targets. [1] It was so. [2]")
)


class Nowhere:
    """A retriever that raises if used."""

    def retrieve(
        self, query: str, filter: Filter, limit: int, context: Sequence[object] = (), today: date | None = None
    ) -> Sequence[Evidence]:
        raise AssertionError(f"{query!r} was searched for")

    def caveats(self) -> Sequence[str]:
        return ()

    def removed(self) -> Sequence[Tombstone]:
        return ()


@dataclass
class Says:
    """A language model with one reply, or a fault."""

    text: str
    fails: bool = False
    name: str = "says"
    asked: list[str] = field(default_factory=list)

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        yield self.complete(messages)

    def complete(self, messages: Sequence[Message]) -> str:
        self.asked.append(messages[-1].content)
        if self.fails:
            raise LanguageModelError("the model is out of order")
        return self.text


def _ask(text: str, conversation: Conversation = SAID, model: Says | None = None) -> Answer:
    writer = Writer(model) if model else None
    return final_answer(answer(Question(text, conversation), Nowhere(), embedded_reader(), writer))


@pytest.mark.parametrize("text", ["hi", "Thanks!", "who are you?", "bye", "what did I ask first?", "say that again"])
@pytest.mark.parametrize("model", [None, Says("Seventy.")])
def test_talk_is_answered_at_once(text: str, model: Says | None) -> None:
    said = _ask(text, model=model)
    assert (said.status, said.citations) == ("answered", ()) and said.text
    assert model is None or model.asked == []


def test_shorter_without_a_model_is_the_first_sentence() -> None:
    said = _ask("say that shorter")
    assert said.text == "Seventy of the missiles were intercepted before they reached their targets."
    assert said.mode == "extractive"


def test_shorter_by_a_model_is_checked_against_what_was_said() -> None:
    right, wrong = _ask("say that shorter", model=Says("Seventy were intercepted.")), Says("Ninety were intercepted.")
    assert [claim.verdict for claim in right.claims] == ["supported"] and right.mode == "llm"
    said = _ask("say that shorter", model=wrong)
    assert [claim.verdict for claim in said.claims] != ["supported"]
    assert "Seventy of the missiles" in wrong.asked[0] and wrong.asked[0].endswith("Last message: say that shorter")


def test_a_translation_needs_a_model_and_is_said_to_be_unchecked() -> None:
    assert "CITEWELL_LLM" in _ask("translate it into Polish").text
    [claim] = _ask("translate it into Polish", model=Says("Przechwycono siedemdziesiąt rakiet.")).claims
    assert claim.verdict == "unchecked" and claim.reasons


def test_a_model_that_fails_leaves_the_ready_reply() -> None:
    said = _ask("say that shorter", model=Says("", fails=True))
    assert said.text.startswith("Seventy of the missiles") and said.mode == "extractive"
    assert [notice.text for notice in said.notices] == ["the model is out of order"]


def test_a_question_is_searched_for_however_politely_it_comes() -> None:
    with pytest.raises(AssertionError, match="was searched for"):
        _ask("hello, how many missiles were fired?")


def test_talk_tells_no_search() -> None:
    events = list(answer(Question("thanks", SAID), Nowhere(), embedded_reader()))
    assert not any(isinstance(event, Stage) for event in events)
