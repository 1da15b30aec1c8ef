"""Signatures agree on every machine, and their similarity grows with shared text."""

import random
import subprocess
import sys

import pytest

from index.dedup.signatures import KEEP, SHORT, rate, shared, shingles, signature
from tests.articles import HARBOUR


def _text(words: int, seed: int = 1) -> str:
    rng = random.Random(seed)
    return " ".join("".join(rng.choices("abdegiklmnoprstu", k=6)) for _ in range(words))


def test_a_signature_is_the_same_in_every_process() -> None:
    command = [sys.executable, "-c", f"from index.dedup.signatures import signature; print(signature({HARBOUR!r}))"]
    told = subprocess.run(command, check=True, capture_output=True, text=True, env={"PYTHONHASHSEED": "7"}).stdout
    assert told.strip() == str(signature(HARBOUR))
    assert signature("one two three four five six seven eight") == [256738714, 855893664, 1329428511, 2042139469]


@pytest.mark.parametrize(
    "other",
    [
        HARBOUR.upper(),
        HARBOUR.replace(". ", ".\n\n"),
        HARBOUR.replace("port's", "port’s").replace(",", ""),
    ],
)
def test_case_line_ends_and_punctuation_do_not_count(other: str) -> None:
    assert shared(HARBOUR, other) == len(shingles(HARBOUR))


def test_a_short_text_keeps_all_and_a_long_one_its_share() -> None:
    short, long = _text(60), _text(4_000)
    assert (len(signature(short)), rate(len(shingles(short)))) == (56, 1.0)
    assert len(shingles(_text(SHORT + 4))) == SHORT
    assert len(signature(long)) == pytest.approx(4_000 / KEEP, rel=0.15)


def test_what_texts_share_their_signatures_share() -> None:
    whole = _text(4_000)
    half = " ".join(whole.split()[:2_000])
    assert shared(whole, half) == 1_996
    assert len(set(signature(whole)) & set(signature(half))) == len(signature(half))
    assert shared(whole, _text(4_000, seed=2)) == 0


@pytest.mark.parametrize("text", ["", "…", "Too short to tell.", "one two three four five six seven"])
def test_a_few_words_tell_nothing(text: str) -> None:
    assert signature(text) == []


def test_scripts_without_spaces_have_words_too() -> None:
    text = "乌克兰空军星期二说击落了七十枚导弹"
    assert len(shingles(text)) == len(text) - 4
