"""An article cut into passages on sentence ends, and what of the article goes with each passage into the indexes."""

import re
from math import ceil

from index.article import Article
from index.dates import in_words
from index.sentences import Span, sentence_spans

WORDS = 160
"""Words that a passage aims at: with its heading it fits the 256 tokens that the embedder reads."""
LONGEST_WORDS, LONGEST_CHARS = 200, 1600
"""A single sentence longer than this (a list without stops, a text without spaces) is cut inside."""

_WORD = re.compile(r"\S+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")


def split(text: str, words: int = WORDS) -> list[Span]:
    """(start, end) of each passage of `text`: in order, never overlapping, holding every character but white space.

    Passages come out about equally long, since a last one of ten words says too little to be found.
    """
    pieces = [piece for span in sentence_spans(text) for piece in _bounded(text, span)]
    lengths = [_count(text, piece) for piece in pieces]
    passages = max(1, ceil(sum(lengths) / words))
    aim = sum(lengths) / passages

    found: list[Span] = []
    held, begin = 0, 0
    for number, length in enumerate(lengths):
        # Cut before a sentence that would carry the passage further past the aim than it now falls short of it.
        if held and held + length - aim > aim - held:
            found.append((pieces[begin][0], pieces[number - 1][1]))
            held, begin = 0, number
        held += length
    if pieces:
        found.append((pieces[begin][0], pieces[-1][1]))
    return found


def heading(article: Article) -> str:
    """The line about the article that is indexed with each of its passages: title, source, date."""
    date = in_words(article.published) if article.published else ""
    return " | ".join(part for part in (article.title, article.source, date) if part)


def indexed_text(heading: str, passage: str) -> str:
    """What the embedder and the lexical index are given for a passage."""
    return f"{heading}\n{passage}" if heading else passage


def _count(text: str, span: Span) -> int:
    """Words of a span; in scripts written without spaces two characters count as a word."""
    piece = text[span[0] : span[1]]
    return len(_WORD.findall(piece)) + len(_UNSPACED.findall(piece)) // 2


def _bounded(text: str, span: Span) -> list[Span]:
    """`span`, or the shorter spans that it is cut into at white space, else anywhere."""
    start, end = span
    if _count(text, span) <= LONGEST_WORDS and end - start <= LONGEST_CHARS:
        return [span]
    found: list[Span] = []
    for word in _WORD.finditer(text, start, end):
        for low in range(word.start(), word.end(), LONGEST_CHARS):
            high = min(low + LONGEST_CHARS, word.end())
            last = found[-1] if found else None
            if last and high - last[0] <= LONGEST_CHARS and _count(text, (last[0], high)) <= LONGEST_WORDS:
                found[-1] = (last[0], high)
            else:
                found.append((low, high))
    return found
