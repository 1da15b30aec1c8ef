"""Markdown and citation numbers in written text. Pure."""

import re

_HEADING = re.compile(r"#{1,6}\s")
_LIST_MARKS = re.compile(r"^(?:[-*•–]\s+|\d{1,2}[.)]\s+|#{1,6}\s+|>\s+)+")
_BULLETS = re.compile(r"^(?:[-*+•>]\s+)+")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\s]*(?:\s[^)]*)?\)")
_EMPHASIS = re.compile(r"(?<!\w)(\*\*\*|\*\*|\*|__|_|`)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_DRAFT_EMPHASIS = re.compile(r"(\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_STRAY_MARKS = re.compile(r"\*\*|__(?=\s|$)|`")
_CITATION_NUMBERS = re.compile(r"(?:\s*\[\d+\])+")
_IN_BRACKETS = re.compile(r"^([\"“‘'(]?)[^\[]+ \[([^\]]+)\]")


def is_heading(line: str) -> bool:
    """Return whether a line is a Markdown heading."""
    return bool(_HEADING.match(line))


def without_markdown(sentence: str) -> str:
    """Remove list signs, headings and emphasis, and put the sentence on one line."""
    line = _LIST_MARKS.sub("", " ".join(sentence.split()))
    return _STRAY_MARKS.sub("", _EMPHASIS.sub(r"\2", line)).strip()


def without_draft_markdown(sentence: str) -> str:
    """Remove bullets and emphasis, and keep the words of a link."""
    return _DRAFT_EMPHASIS.sub(r"\2", _LINK.sub(r"\1", _BULLETS.sub("", sentence))).strip()


def without_citation_numbers(text: str) -> str:
    """Remove numbers such as [1][2], with the space before them."""
    return _CITATION_NUMBERS.sub("", text).strip()


def with_referent(sentence: str) -> str:
    """Put what stands in brackets at the head of a sentence in the place of the words before it."""
    return _IN_BRACKETS.sub(r"\1\2", sentence)
