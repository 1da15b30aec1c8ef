"""Cuts an article into passages at sentence ends, and builds the text that is indexed for each passage."""

import re
from hashlib import sha256
from itertools import pairwise
from math import inf

from index.article import Article
from index.text.dates import date_in_words
from index.text.sentences import Span, sentence_spans

WORDS = 160
"""Target length of a passage: with its heading it fits the 256 tokens that the embedder reads."""
LONGEST_WORDS, LONGEST_CHARS = 200, 1600
"""Maximum length of a passage. A longer sentence (a list without stops, a text without spaces) is cut inside."""

_INSIDE_COST = 0.15
"""Cost of a cut inside a paragraph: that of a passage 39% too long or too short."""

_WORD = re.compile(r"\S+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")


def chunk(text: str, words: int = WORDS) -> list[Span]:
    """Cut a text into passages by dynamic programming over its sentences.

    The chosen cuts keep passages near the target length and paragraphs together: a paragraph's last sentence often
    needs its first to be understood.

    Args:
        text: Clean text of an article.
        words: Target length.

    Returns:
        The span of each passage: in order, without overlap, covering every character but white space.
    """
    pieces = [piece for span in sentence_spans(text) for piece in _bounded(text, span)]
    lengths = [_count(text, piece) for piece in pieces]
    cut_costs = [0.0, *(_INSIDE_COST * ("\n" not in text[a[1] : b[0]]) for a, b in pairwise(pieces))]

    # cheapest[n]: lowest cost of cutting the first n pieces, and the first piece of their last passage.
    cheapest: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(pieces) + 1):
        length, best = 0, (inf, 0)
        for begin in range(end - 1, -1, -1):
            length += lengths[begin]
            if length > words * LONGEST_WORDS / WORDS and begin < end - 1:
                break
            best = min(best, (cheapest[begin][0] + ((length - words) / words) ** 2 + cut_costs[begin], begin))
        cheapest.append(best)

    spans: list[Span] = []
    end = len(pieces)
    while end:
        begin = cheapest[end][1]
        spans.append((pieces[begin][0], pieces[end - 1][1]))
        end = begin
    return spans[::-1]


def heading(article: Article) -> str:
    """Return the line that is indexed with each passage: title, source and date of the article."""
    date = date_in_words(article.published) if article.published else ""
    return " | ".join(part for part in (article.title, article.source, date) if part)


def text_hash(indexed: str) -> str:
    """Return the key under which the vector of an indexed text is stored: 32 hexadecimal digits of its SHA-256."""
    return sha256(indexed.encode()).hexdigest()[:32]


def indexed_text(heading: str, passage: str) -> str:
    """Return the text of a passage that is embedded and put into the lexical index."""
    return f"{heading}\n{passage}" if heading else passage


def _count(text: str, span: Span) -> int:
    """Count words. Without spaces between words two characters count as one; ten characters always count as one."""
    piece = text[span[0] : span[1]]
    return max(len(_WORD.findall(piece)) + len(_UNSPACED.findall(piece)) // 2, len(piece) // 10)


def _bounded(text: str, span: Span) -> list[Span]:
    """Return `span`, or, if it is too long, shorter spans: cut at white space, else anywhere."""
    start, end = span
    if _count(text, span) <= LONGEST_WORDS and end - start <= LONGEST_CHARS:
        return [span]
    spans: list[Span] = []
    for word in _WORD.finditer(text, start, end):
        for low in range(word.start(), word.end(), LONGEST_CHARS):
            high = min(low + LONGEST_CHARS, word.end())
            last = spans[-1] if spans else None
            if last and high - last[0] <= LONGEST_CHARS and _count(text, (last[0], high)) <= LONGEST_WORDS:
                spans[-1] = (last[0], high)
            else:
                spans.append((low, high))
    return spans
