import pytest

from rag.ranking.span_ranking import FEATURES, SpanScorer, rank_candidates
from rag.reader.model import Reading, Span
from tests.rag.answering.pieces import asking, piece

FATHER = "Middleton’s father died in 1685."
HIMSELF = "Middleton died in 1737."


def read(text: str, span: str, score: float) -> Reading:
    start = text.index(span)
    return Reading(span, start, start + len(span), score, 0.0, (Span(span, start, start + len(span), score),))


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("When did Middleton die?", "1737"),
        ("When did Middleton's father die?", "1685"),
    ],
)
def test_a_fact_of_a_relative_is_none_of_the_one_asked_about(question: str, first: str) -> None:
    found = [piece(FATHER, "a"), piece(HIMSELF, "b")]
    readings = [read(FATHER, "1685", 9.0), read(HIMSELF, "1737", 8.0)]
    best, *_ = rank_candidates(SpanScorer.of(asking(question), found), found, readings)
    assert best.span.text == first


def test_who_may_be_answered_by_a_relative() -> None:
    text = "Middleton’s daughter Ada gave the house to the town."
    evidence = [piece(text)]
    scorer = SpanScorer.of(asking("Who gave Middleton the house?"), evidence)
    [found] = rank_candidates(scorer, evidence, [read(text, "Ada", 9.0)])
    assert found.features[FEATURES.index("names_far")] == 0.0
