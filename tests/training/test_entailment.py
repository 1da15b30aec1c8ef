"""Our own pairs of news and claims are well formed, and shared words do not tell their labels."""

import random
from pathlib import Path

import pytest

from training.entailment import HELD_OUT, entailment_pairs, verbatim_pairs


def test_every_pair_has_a_premise_and_a_claim() -> None:
    pairs = list(entailment_pairs())
    assert len(pairs) > 19_000
    assert all(one.first.strip() and one.second.strip() and one.support for one in pairs)


def test_shared_words_do_not_tell_supported_from_contradicted() -> None:
    shared: dict[str, list[float]] = {"supported": [], "contradicted": [], "unstated": []}
    for one in entailment_pairs():
        own, theirs = set(one.first.lower().split()), set(one.second.lower().split())
        shared[one.support].append(len(own & theirs) / len(own))
    rng = random.Random(5)
    some, others = (rng.sample(shared[label], 600) for label in ("supported", "contradicted"))
    above = sum((one > other) + (one == other) / 2 for one in some for other in others)
    assert 0.35 < above / (len(some) * len(others)) < 0.65


def test_a_wrong_label_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "en.jsonl").write_text('{"language": "en", "premise": "A.", "claims": [["true", "A."]]}\n')
    with pytest.raises(ValueError, match=r"en.jsonl, line 1: the label 'true'"):
        list(entailment_pairs(tmp_path))


def test_a_sentence_of_each_premise_is_a_claim_that_it_supports() -> None:
    made = list(verbatim_pairs(random.Random(4)))
    assert len(made) > 3_000
    assert all(one.support == "supported" and one.first in one.second for one in made)


def test_the_pairs_that_measure_are_none_of_those_that_train() -> None:
    learnt = {one.second for one in entailment_pairs()}
    assert learnt.isdisjoint(one.second for one in entailment_pairs(HELD_OUT))
