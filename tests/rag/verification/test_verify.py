"""Rulings with the real reader."""

from datetime import UTC, datetime

import pytest

from rag.reader.model import embedded_reader
from rag.verification.check import check
from rag.verification.verify import Ruling, Source, entailment_pairs, states_fact, verify
from tests.rag.planted import marked, missed, planted

STRIKES = Source(
    "Russia fired roughly 100 missiles at Ukraine on Tuesday. Seventy of the missiles were intercepted before they "
    "reached their targets, Ukraine's air force said in the evening. Its spokesman, Yuriy Ihnat, said that the salvo "
    "was larger than that of 10 October, when 84 missiles were launched. “We were ready,” he said.",
    "Ukraine says it intercepted seventy missiles",
    "Northern Wire",
    datetime(2022, 11, 15, 19, 20, tzinfo=UTC),
)
GRID = Source("Fifteen energy facilities were damaged, the president's office said.", "Grid hit", "Northern Wire")


def _ruling(claim: str, *sources: Source) -> Ruling:
    return check(embedded_reader(), claim, sources)


@pytest.mark.parametrize(
    "claim",
    [
        "Ukraine's air force said that 70 missiles were intercepted.",
        "On 15 November 2022 Russia fired about 100 missiles at Ukraine.",
        "Ihnat said that the salvo was larger than that of 10 October.",
        "The spokesman Yuriy Ihnat said: “We were ready.”",
    ],
)
def test_what_the_passage_says_is_supported(claim: str) -> None:
    ruling = _ruling(claim, STRIKES)
    assert ruling.verdict == "supported" and not ruling.reasons
    assert ruling.score > 0.5
    assert [basis.source for basis in ruling.bases] == [0]


@pytest.mark.parametrize(
    ("claim", "verdict", "reason"),
    [
        ("Eighty missiles were intercepted.", "contradicted", "says Eighty; the cited passage says Seventy"),
        ("Russia fired 100 missiles on Thursday.", "contradicted", "says Thursday; the cited passage says Tuesday"),
        ("Oleh Ihnat compared it with October.", "contradicted", "says Oleh Ihnat; the cited passage says Yuriy"),
        ("Ihnat said: “We were never ready.”", "contradicted", "quotes “We were never ready.”"),
        ("Seventy missiles were intercepted over Odesa.", "unsupported", "says Odesa; the cited passage does not"),
        ("It cost 5 million dollars to intercept them.", "unsupported", "says 5 million; the cited passage does"),
        ("Seventy of the missiles were not intercepted.", "contradicted", "denies what the cited passage says"),
    ],
)  # fmt: skip
def test_what_it_does_not_say_is_marked_with_the_reason(claim: str, verdict: str, reason: str) -> None:
    ruling = _ruling(claim, STRIKES)
    assert ruling.verdict == verdict
    assert ruling.reasons[0].startswith(reason)
    assert ruling.score <= 0.1


def test_sources_are_taken_together_and_each_gives_its_nearest_sentence() -> None:
    claim = "Seventy missiles were intercepted, and 15 energy facilities were damaged."
    ruling = _ruling(claim, STRIKES, GRID)
    assert ruling.verdict == "supported"
    found = {basis.source: (STRIKES, GRID)[basis.source].text[basis.start : basis.end] for basis in ruling.bases}
    assert found[1] == GRID.text and found[0].startswith("Seventy of the missiles")
    assert _ruling(claim, STRIKES).verdict != "supported"


def test_without_a_source_nothing_is_supported() -> None:
    assert verify("Seventy were intercepted.", (), ()) == Ruling("unsupported", 0.0, ("no passage is cited for it",))
    assert entailment_pairs("Seventy were intercepted.", ()) == []


def test_the_reader_is_given_few_words_and_the_claim_in_the_words_of_the_source() -> None:
    long = Source(" ".join([STRIKES.text, *(f"The town of number {n} saw nothing of it at all." for n in range(200))]))
    [(claim, words)] = entailment_pairs("On Tuesday 70 missiles were intercepted.", [long])
    assert claim == "On Tuesday seventy missiles were intercepted."
    assert "Seventy of the missiles were intercepted" in words and len(words.split()) <= 110


@pytest.mark.parametrize(
    ("sentence", "states"),
    [
        ("Seventy missiles were intercepted.", True),
        ("Dunmore won.", True),
        ("“We wait,” she said.", True),
        ("No one was hurt.", True),
        ("How many were intercepted?", False),
        ("Hello there!", False),
        ("Here is what the articles say:", False),
        ("## Missiles", False),
        ("Key figures", False),
        ("The articles do not say how many drones were fired.", False),
        ("None of the passages mentions the cost.", False),
        ("There is no information on this in the sources.", False),
        ("I do not know.", False),
        ("", False),
    ],
)
def test_what_needs_a_source(sentence: str, states: bool) -> None:
    assert states_fact(sentence) == states


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "let_through", "marked_wrongly"), [("planted", 0.03, 0.03), ("planted_held", 0.03, 0.12)]
)
def test_planted_errors_are_caught_and_right_sentences_pass(
    name: str, let_through: float, marked_wrongly: float
) -> None:
    """The second set was written after the rules; its first run led to corrections."""
    some = planted(f"{name}.jsonl")
    passed, stopped = list(missed(some)), list(marked(some))
    assert len(passed) <= let_through * len(some), passed
    assert len(stopped) <= marked_wrongly * len(some), stopped
