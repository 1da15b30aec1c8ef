import pytest

from index.search.score_fusion import fuse, join, weighted


def test_both_lists_count_alike_whatever_their_scale() -> None:
    ranked = fuse({1: 30.0, 2: 20.0, 3: 10.0}, {1: 0.3, 2: 0.2, 3: 0.1})
    assert [passage for passage, _ in ranked] == [1, 2, 3]
    assert ranked[0][1] == pytest.approx(2 * 1.224744871)


def test_what_one_list_lacks_gets_its_lowest_score() -> None:
    scores = dict(fuse({1: 3.0, 2: 1.0}, {2: 0.9, 3: 0.5}))
    assert scores[1] == pytest.approx(1.0 - 1.0)
    assert scores[2] == pytest.approx(-1.0 + 1.0)
    assert scores[3] == pytest.approx(-1.0 - 1.0)


def test_equal_scores_order_by_passage_and_empty_lists_are_fine() -> None:
    assert fuse({2: 1.0, 1: 1.0}, {}) == [(1, 0.0), (2, 0.0)]
    assert fuse({}, {}) == []


def test_a_passage_counts_for_the_whole_and_for_the_part_that_it_meets_best() -> None:
    whole, first, second = [(1, 2.0), (2, 1.0)], [(2, 3.0), (3, 0.5)], [(3, 2.5), (1, 0.0)]
    assert join(whole, [first, second]) == [(2, 4.0), (3, 3.5), (1, 2.5)]
    assert join(whole, []) == whole


def test_a_ranking_beside_counts_by_its_weight_and_keeps_the_scale() -> None:
    question, context = [(1, 2.0), (2, 1.0)], [(2, 4.0), (3, 1.0)]
    assert weighted(question, []) == question
    assert weighted(question, [(context, 1.0)]) == [(2, 2.5), (1, 1.5), (3, 1.0)]
    assert [passage for passage, _ in weighted(question, [(context, 0.1)])] == [1, 2, 3]
    assert dict(weighted(question, [([], 1.0)])) == {1: 1.0, 2: 0.5}
