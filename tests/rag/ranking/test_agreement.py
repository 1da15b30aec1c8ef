from rag.ranking.agreement import boost_agreement
from rag.ranking.span_ranking import FEATURES, AnswerCandidate
from tests.rag.ranking.test_short_answer import choice

FIRST = "Seventy missiles were shot down."
SECOND = "The air force kept to its figure of 70 missiles."
OTHER = "More than 50 missiles were brought down."


def sure(text: str, span: str, article_id: str, dense: float) -> AnswerCandidate:
    features = tuple(dense if name == "dense" else 0.0 for name in FEATURES)
    return choice(text, span, article_id, features)


def test_two_articles_outweigh_one_that_is_a_little_surer() -> None:
    ranked = [sure(OTHER, "50", "c", 0.95), sure(FIRST, "Seventy", "a", 0.9), sure(SECOND, "70", "b", 0.9)]
    first, *_ = boost_agreement(ranked)
    assert first.span.text == "Seventy"
    assert first.confidence > ranked[1].confidence


def test_a_reprint_and_the_same_article_add_nothing() -> None:
    ranked = [sure(FIRST, "Seventy", "a", 0.9), sure(FIRST, "Seventy", "reprint", 0.9), sure(SECOND, "70", "a", 0.9)]
    assert boost_agreement(ranked[:2])[0].agreement == 0
    assert boost_agreement([ranked[0], ranked[2]])[0].agreement == 0


def test_without_agreement_nothing_changes() -> None:
    ranked = [sure(OTHER, "50", "c", 0.95), sure(FIRST, "Seventy", "a", 0.9)]
    assert boost_agreement(ranked) == ranked
    assert boost_agreement([]) == []
