"""Words of a text, by what counts as a part of one. Pure."""

import re

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
"""Letters and digits, with an apostrophe inside: "don't"."""
_BARE = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_FIRST = re.compile(r"\w+")
_WRITTEN = re.compile(r"[\w'’-]+")


def bare_words(text: str) -> list[str]:
    """Return the runs of letters and digits: "don't" is two."""
    return _BARE.findall(text)


def letter_words(text: str) -> list[str]:
    """Return the runs of letters."""
    return _LETTERS.findall(text)


def written_words(text: str) -> list[str]:
    """Return the words with their apostrophes and hyphens."""
    return _WRITTEN.findall(text)


def first_word(text: str) -> str:
    """Return the first run of letters, digits and underscores; "" if there is none."""
    match = _FIRST.search(text)
    return match[0] if match else ""
