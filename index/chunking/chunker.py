"""An article cut into passages on sentence ends, and what of the article goes with each passage into the indexes."""

import re
from hashlib import sha256
from itertools import pairwise
from math import inf

from index.article import Article
from index.text.dates import date_in_words
from index.text.sentences import Span, sentence_spans

WORDS = 160
"""Words that a passage aims at: with its heading it fits the 256 tokens that the embedder reads."""
LONGEST_WORDS, LONGEST_CHARS = 200, 1600
"""A single sentence longer than this (a list without stops, a text without spaces) is cut inside."""

_INSIDE = 0.15
"""What a cut inside a paragraph costs: as much as a passage that is 39% too long or too short."""

_WORD = re.compile(r"\S+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")


def chunk(text: str, words: int = WORDS) -> list[Span]:
    """(start, end) of each passage of `text`: in order, never overlapping, holding every character but white space.

    Of all ways to cut between sentences, the one is taken that keeps passages nearest to `words` and cuts inside a
    paragraph least: what a paragraph's last sentence is about stands in its first.
    """
    pieces = [piece for span in sentence_spans(text) for piece in _bounded(text, span)]
    lengths = [_count(text, piece) for piece in pieces]
    inside = [0.0, *(_INSIDE * ("\n" not in text[a[1] : b[0]]) for a, b in pairwise(pieces))]

    # cheapest[n]: the lowest cost of cutting the first n pieces, and where the last of their passages begins.
    cheapest: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(pieces) + 1):
        held, best = 0, (inf, 0)
        for begin in range(end - 1, -1, -1):
            held += lengths[begin]
            if held > words * LONGEST_WORDS / WORDS and begin < end - 1:
                break
            best = min(best, (cheapest[begin][0] + ((held - words) / words) ** 2 + inside[begin], begin))
        cheapest.append(best)

    found: list[Span] = []
    end = len(pieces)
    while end:
        begin = cheapest[end][1]
        found.append((pieces[begin][0], pieces[end - 1][1]))
        end = begin
    return found[::-1]


def heading(article: Article) -> str:
    """The line about the article that is indexed with each of its passages: title, source, date."""
    date = date_in_words(article.published) if article.published else ""
    return " | ".join(part for part in (article.title, article.source, date) if part)


def text_hash(indexed: str) -> str:
    """What an indexed text is known by: its vector is kept under this."""
    return sha256(indexed.encode()).hexdigest()[:32]


def indexed_text(heading: str, passage: str) -> str:
    """What the embedder and the lexical index are given for a passage."""
    return f"{heading}\n{passage}" if heading else passage


def _count(text: str, span: Span) -> int:
    """Words of a span. In scripts written without spaces two characters count as a word, and in none more than ten."""
    piece = text[span[0] : span[1]]
    return max(len(_WORD.findall(piece)) + len(_UNSPACED.findall(piece)) // 2, len(piece) // 10)


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
