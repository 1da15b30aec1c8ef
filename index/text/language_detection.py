"""Language detection with pycld2 (Compact Language Detector 2)."""

import unicodedata


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the main language of `text`; "" if the detector is not sure."""
    reliable, code, _ = _detected(text)
    return code if reliable and len(code) <= 3 else ""


def likeness(text: str) -> float:
    """Return how much `text` looks like any language (higher is better), to compare decodings of the same bytes."""
    return _detected(text)[2]


def _detected(text: str) -> tuple[bool, str, float]:
    """Return (reliable, code, score times the share of the text in that language)."""
    import pycld2

    # The detector rejects control and private-use characters.
    clean = "".join(" " if unicodedata.category(character)[0] == "C" else character for character in text)
    reliable, _, languages = pycld2.detect(clean.encode("utf-8", "ignore"), bestEffort=True)
    _, code, percent, score = languages[0]
    return bool(reliable), "" if code == "un" else str(code), float(percent * score)
