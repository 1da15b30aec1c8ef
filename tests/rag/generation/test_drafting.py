"""A model's text through citation marks, sentences, check and citations; only the model is scripted."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass

import pytest

from index.errors import LanguageModelError
from prompts.load import Message
from rag.generation.drafting import Draft, draft_answer
from rag.generation.finished_answer import answer_of
from rag.reader.model import embedded_reader
from rag.schema.answer import Answer
from rag.schema.events import ClaimChecked, ClaimDelta, Event
from tests.rag.answering.pieces import piece

EVIDENCE = [
    piece("The ferry Aurora sank on Monday. Forty-two people were rescued, the coast guard said.", id="sinking"),
    piece("The recount cost 38,000 pounds. Mayor Jana Kralova called it money well spent.", id="recount"),
    piece("Mount Seraal last erupted in 1974. Nobody lives on the island today.", id="volcano"),
]


@dataclass
class Script:
    """A model that writes `text` four characters at a time, then raises `fault` if given."""

    text: str
    fault: str = ""
    name: str = "script"
    closed: bool = False

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        try:
            yield from (self.text[at : at + 4] for at in range(0, len(self.text), 4))
            if self.fault:
                raise LanguageModelError(self.fault)
        finally:
            self.closed = True

    def complete(self, messages: Sequence[Message]) -> str:
        return self.text


def _write(text: str, *, strict: bool = False) -> tuple[list[Event], Answer]:
    events: list[Event] = []
    writing: Generator[Event, None, Draft] = draft_answer(Script(text), [], EVIDENCE, embedded_reader(), strict=strict)
    while True:
        try:
            events.append(next(writing))
        except StopIteration as end:
            return events, answer_of("what happened?", end.value, EVIDENCE)


def _verdicts(text: str) -> list[str]:
    return [claim.verdict for claim in _write(text)[1].claims]


def test_a_right_answer_is_supported_and_cites_the_exact_words() -> None:
    events, answer = _write("Forty-two people were rescued [1]. The recount cost 38,000 pounds. [2]")
    assert [claim.verdict for claim in answer.claims] == ["supported", "supported"]
    assert [claim.citations for claim in answer.claims] == [(1,), (2,)]
    assert [citation.quote for citation in answer.citations] == [
        "Forty-two people were rescued, the coast guard said.",
        "The recount cost 38,000 pounds.",
    ]
    for citation in answer.citations:
        assert citation.quote == citation.article.text[citation.start : citation.end]
    assert answer.status == "answered" and answer.mode == "llm"
    assert answer.short_answer == "Forty-two people were rescued."
    assert [event.position for event in events if isinstance(event, ClaimChecked)] == [0, 1]


def test_words_stream_before_their_sentence_is_checked_and_go_on_at_the_next_position() -> None:
    events, _ = _write("Forty-two people were rescued [1]. The recount cost 38,000 pounds. [2]")
    first = next(at for at, event in enumerate(events) if isinstance(event, ClaimChecked))
    assert first > 3 and all(isinstance(event, ClaimDelta) for event in events[:first])
    after = "".join(event.text for event in events[first:] if isinstance(event, ClaimDelta) and event.position == 1)
    assert after == "The recount cost 38,000 pounds."


@pytest.mark.parametrize(
    ("text", "verdict", "reason"),
    [
        ("Eighty people were rescued [1].", "contradicted", "says Eighty; the cited passage says Forty-two"),
        ("The recount cost 38,500 pounds [2].", "contradicted", "38,500"),
        ("The recount cost 38,000 pounds.", "unsupported", "cites no passage"),
        ("The harbour was sold to a bank in Oslo [9].", "unsupported", "[9]"),
        ("Tove Lindgren led the rescue of the passengers [1].", "unsupported", "Tove Lindgren"),
    ],
)
def test_what_the_passages_do_not_say_is_marked_with_the_reason(text: str, verdict: str, reason: str) -> None:
    _, answer = _write(text)
    [claim] = answer.claims
    assert claim.verdict == verdict and any(reason in one for one in claim.reasons), claim
    assert answer.status == "partial" and answer.short_answer == ""
    assert any(notice.kind == "rewrite" for notice in answer.notices)


@pytest.mark.parametrize("mark", ["[1]", "[9]", "[1, 9]", "[3][1]"])
def test_a_citation_of_the_wrong_passage_is_mended(mark: str) -> None:
    _, answer = _write(f"The recount cost 38,000 pounds {mark}.")
    [claim] = answer.claims
    assert claim.verdict == "supported"
    assert [citation.article.id for citation in answer.citations] == ["recount"]


def test_a_number_that_names_no_passage_does_no_harm_beside_one_that_does() -> None:
    _, answer = _write("Forty-two people were rescued [1][7].")
    assert answer.claims[0].verdict == "supported" and len(answer.citations) == 1


def test_the_same_words_have_one_number() -> None:
    _, answer = _write("Forty-two people were rescued [1]. So 42 people were saved [1].")
    assert [claim.citations for claim in answer.claims] == [(1,), (1,)]


def test_strict_holds_each_sentence_until_it_has_passed() -> None:
    events, answer = _write("Forty-two people were rescued [1]. The recount cost 99,000 pounds [2].", strict=True)
    assert [type(event) for event in events] == [ClaimChecked]
    assert [claim.text for claim in answer.claims] == ["Forty-two people were rescued."]
    assert answer.status == "partial"
    [notice] = [notice for notice in answer.notices if notice.kind == "struck"]
    assert "99,000" in notice.text


def test_what_is_missing_is_said_and_not_held_against_the_answer() -> None:
    _, answer = _write("Forty-two people were rescued [1]. The passages do not say why the ferry sank.")
    assert [claim.verdict for claim in answer.claims] == ["supported", "unchecked"]
    assert answer.status == "partial"
    assert any(notice.kind == "missing" for notice in answer.notices)


@pytest.mark.parametrize("text", ["NOT IN THESE ARTICLES", "Not in these articles.", "NOT IN THESE ARTICLES\n"])
def test_not_in_these_articles_is_no_sentence(text: str) -> None:
    events, answer = _write(text)
    assert events == [] or all(not isinstance(event, ClaimChecked) for event in events)
    assert answer.status == "not_found" and answer.mode == "llm" and answer.related and not answer.claims


def test_a_break_in_the_middle_is_raised_after_what_came() -> None:
    script = Script("Forty-two people were rescued [1]. The recount cost 38", "the connection was lost")
    heard: list[Event] = []
    with pytest.raises(LanguageModelError, match="connection was lost"):
        _hear(draft_answer(script, [], EVIDENCE, embedded_reader(), strict=False), heard)
    assert any(isinstance(event, ClaimChecked) for event in heard)


def _hear(events: Iterator[Event], heard: list[Event]) -> None:
    """Record each event as it comes, so that those before a fault remain."""
    heard.extend(events)


def test_leaving_closes_the_models_stream() -> None:
    script = Script("Forty-two people were rescued [1]. The recount cost 38,000 pounds. [2]")
    writing = draft_answer(script, [], EVIDENCE, embedded_reader(), strict=False)
    next(writing)
    writing.close()
    assert script.closed


def test_verdicts_do_not_depend_on_what_stands_beside() -> None:
    alone = _verdicts("The recount cost 38,000 pounds [2].")
    assert _verdicts("Eighty people were rescued [1]. The recount cost 38,000 pounds [2].")[1:] == alone
