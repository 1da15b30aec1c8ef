from rag.checks.score import FEATURES, WEIGHTS, features, score
from rag.checks.source import Source
from rag.reader import Support

SOURCES = [Source("Seventy missiles were shot down on Tuesday.")]
YES, NO = Support(0.9, 0.05, 0.05), Support(0.1, 0.8, 0.1)


def test_every_feature_has_its_weight() -> None:
    assert set(FEATURES) == set(WEIGHTS)


def test_the_reader_and_the_shared_words_count() -> None:
    claim = "70 missiles were shot down."
    sure = score(features(claim, SOURCES, [YES], ()))
    assert 0.0 <= score(features(claim, SOURCES, [NO], ())) < sure <= 1.0
    assert score(features("The council approved a tram.", SOURCES, [YES], ())) < sure
