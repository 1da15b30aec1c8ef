"""The language of a text, by pycld2 (Compact Language Detector 2)."""

import unicodedata


def language_of(text: str) -> str:
    """The ISO 639-1 code of the language that most of `text` is in; "" where that is not certain."""
    reliable, code, _ = _detected(text)
    return code if reliable and len(code) <= 3 else ""


def likeness(text: str) -> float:
    """How much `text` looks like a language that is written somewhere: for comparing decodings of the same bytes."""
    return _detected(text)[2]


def _detected(text: str) -> tuple[bool, str, float]:
    """(reliable, code, score times the share of the text that is in that language)."""
    import pycld2

    # The detector refuses control characters and private ones.
    clean = "".join(" " if unicodedata.category(character)[0] == "C" else character for character in text)
    reliable, _, found = pycld2.detect(clean.encode("utf-8", "ignore"), bestEffort=True)
    _, code, percent, score = found[0]
    return bool(reliable), "" if code == "un" else str(code), float(percent * score)
