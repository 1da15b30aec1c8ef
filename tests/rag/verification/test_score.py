import pytest

from rag.reader.model import EntailmentScores
from rag.verification.alignment import source_sentences
from rag.verification.denials import unmet_denials
from rag.verification.score import FEATURES, WEIGHTS, features, support_probability
from rag.verification.source import Source

SOURCES = [Source("Seventy missiles were shot down on Tuesday.")]
YES, NO = EntailmentScores(0.9, 0.05, 0.05), EntailmentScores(0.1, 0.8, 0.1)


def test_every_feature_has_its_weight() -> None:
    assert set(FEATURES) == set(WEIGHTS)


def test_the_reader_and_the_shared_words_count() -> None:
    claim = "70 missiles were shot down."
    sure = support_probability(features(claim, SOURCES, [YES], ()))
    assert 0.0 <= support_probability(features(claim, SOURCES, [NO], ())) < sure <= 1.0
    assert support_probability(features("The council approved a tram.", SOURCES, [YES], ())) < sure


@pytest.mark.parametrize(
    ("claim", "unmet"),
    [
        ("The town opened no shelter and did not ask for help.", 2),
        ("Only the northern grid failed.", 1),
        ("Not only the grid failed.", 0),
        ("The grid failed without a warning.", 0),
        ("The grid failed.", 0),
    ],
)
def test_denials_and_limits_that_no_near_sentence_has(claim: str, unmet: int) -> None:
    text = "The grid failed on Monday, and nobody had been given a warning. The town opened a shelter."
    assert unmet_denials(claim, source_sentences((Source(text),))) == unmet


def test_a_denial_that_the_source_does_not_make_counts_against_a_claim() -> None:
    assert features("No missiles were shot down.", SOURCES, [YES], ())[FEATURES.index("contrary")] == 1.0
