"""Training windows and examples keep the answer at its span."""

import json
import random

import pytest

from index.text.sentences import sentence_spans
from tests.articles import BAKERY, HARBOUR
from training import news
from training.claims import evidence_for
from training.collect import OWN
from training.example import Example
from training.passage import find, window, words
from training.reading import Asked, answered, elsewhere, joined

TEXT = " ".join([BAKERY] * 8 + [HARBOUR] + [BAKERY] * 8)
SPAN = (TEXT.index("Alma Finch"), TEXT.index("Alma Finch") + len("Alma Finch"))


@pytest.mark.parametrize("seed", range(20))
def test_a_window_holds_its_span_in_whole_sentences(seed: int) -> None:
    cut = window(TEXT, SPAN, random.Random(seed))
    assert cut is not None
    assert cut[0] <= SPAN[0] < SPAN[1] <= cut[1]
    assert words(TEXT[slice(*cut)]) < words(TEXT)
    starts, ends = zip(*sentence_spans(TEXT), strict=True)
    assert cut[0] in starts
    assert cut[1] in ends


@pytest.mark.parametrize("seed", range(20))
def test_a_window_elsewhere_does_not_touch_what_it_must_not_hold(seed: int) -> None:
    cut = window(TEXT, None, random.Random(seed), without=SPAN)
    assert cut is not None
    assert cut[1] <= SPAN[0] or cut[0] >= SPAN[1]


def test_a_text_without_sentences_has_no_window() -> None:
    assert window("", None, random.Random(1)) is None
    assert window("Only one sentence.", None, random.Random(1), without=(0, 4)) is None


def test_words_without_spaces_are_counted_by_their_characters() -> None:
    assert words("Two workers were hurt.") == 4
    assert words("两名工人受伤") == 1 + 6 // 2


def test_a_part_is_found_whatever_its_white_space() -> None:
    text = "Two  workers\nwere hurt. Two workers left."
    assert find("Two workers", text) == (0, 12)
    assert find("Two workers", text, (13, len(text))) == (text.rindex("Two"), text.rindex(" left"))
    assert find("Three", text) is None
    assert find("", text) is None


def test_an_example_refuses_a_span_outside_its_passage() -> None:
    with pytest.raises(ValueError, match="not in the passage"):
        Example("Who?", "Anna.", "test", (2, 9))


def test_a_question_keeps_its_answer_and_loses_it_elsewhere() -> None:
    asked = Asked("Who spoke?", TEXT, *SPAN, "test en")
    for seed in range(10):
        given, other = answered(asked, random.Random(seed)), elsewhere(asked, random.Random(seed))
        assert given is not None and given.span is not None
        assert given.second[slice(*given.span)] == "Alma Finch"
        assert other is not None and other.span is None
        assert "Alma Finch" not in other.second


def test_tokens_are_joined_with_their_places() -> None:
    text, places = joined(["He", "did", "n't", "see", "-LRB-", "or", "hear", "-RRB-", "``", "it", "''", "."])
    assert text == "He didn't see (or hear) “it”."
    assert [text[low:high] for low, high in places[3:5]] == ["see", "("]


def test_evidence_is_the_sentences_nearest_to_the_claim_in_their_order() -> None:
    found = evidence_for("Alma Finch sent ships to Tolland after a crane fell.", TEXT, words=60)
    assert "Alma Finch" in found
    assert "crane" in found
    assert found.index("crane") < found.index("Alma Finch")
    assert len(found.split()) <= 60


def test_every_item_of_our_own_articles_makes_an_example_that_is_right() -> None:
    rng, made = random.Random(3), 0
    for article, item in news.own_items(OWN):
        examples = list(news.examples_of(article, item, rng, "own"))
        assert len(examples) == 1, json.dumps(item, ensure_ascii=False)
        [example] = examples
        made += 1
        if item["type"] == "span":
            assert example.span is not None
            assert example.second[slice(*example.span)].split() == item["answer"].split()
        if item["type"] in ("claim", "yesno"):
            assert example.support in ("supported", "contradicted", "unstated")
    assert made > 13_000


def test_labels_of_our_own_claims_cannot_be_told_by_shared_words() -> None:
    """Overlap alone ranks a supported claim above a contradicted one about as often as not."""
    shared: dict[str, list[float]] = {"supported": [], "contradicted": []}
    for article, item in news.own_items(OWN):
        same = item.get("language", article["language"]) == article["language"]
        if item["type"] == "claim" and item["label"] in shared and same:
            own, theirs = set(item["claim"].lower().split()), set(item["sentence"].lower().split())
            shared[item["label"]].append(len(own & theirs) / len(own))
    rng = random.Random(5)
    some, others = (rng.sample(shared[label], 600) for label in ("supported", "contradicted"))
    above = sum((one > other) + (one == other) / 2 for one in some for other in others)
    assert 0.35 < above / (len(some) * len(others)) < 0.65
