"""Alignment of a claim with the sentences of its sources. Pure."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from index.text.analyzer import stems
from index.text.sentences import sentence_spans
from rag.language.keywords import content_stems
from rag.verification.source import Source

WORDS = 70
"""Words of the sources that the reader gets: a hundred find no more errors, and take two thirds longer."""
LONGEST = 700
"""Most characters of a sentence that the reader gets."""
_REPEATED = 0.5
"""Weight of a claim's word once a chosen sentence has it."""
_WINDOW = 5
"""Words on either side that tell what a figure or a day belongs to."""


@dataclass(frozen=True, slots=True)
class SourceSentence:
    """A sentence of a source (`source` counts from 0), its offsets there, and the stems of its content words."""

    source: int
    start: int
    end: int
    text: str
    words: frozenset[str]

    def shared(self, words: Collection[str]) -> int:
        """Return how many of `words` it has."""
        return len(self.words.intersection(words))


@lru_cache(maxsize=256)
def source_sentences(sources: tuple[Source, ...]) -> tuple[SourceSentence, ...]:
    """Return every sentence of every source, in order."""
    return tuple(
        SourceSentence(n, start, end, text := source.text[start:end], content_stems(text))
        for n, source in enumerate(sources)
        for start, end in sentence_spans(source.text)
    )


def nearest(claim: str, lines: Sequence[SourceSentence]) -> list[SourceSentence]:
    """Return the lines by the words that they share with the claim, best first, without those that share none."""
    wanted = content_stems(claim)
    rated = [(line.shared(wanted) / sqrt(8 + len(line.words)), -n, line) for n, line in enumerate(lines)]
    return [line for share, _, line in sorted(rated, key=lambda rate: rate[:2], reverse=True) if share > 0]


def evidence(claim: str, sources: Sequence[Source], words: int = WORDS) -> str:
    """Return the text for the reader: the sentences that together have most of the claim's words, in order."""
    if sum(len(source.text.split()) for source in sources) <= words:
        return " ".join(source.text.strip() for source in sources)
    lines = source_sentences(tuple(sources))
    all_words = [Counter(stems(line.text)) for line in lines]
    weights = dict.fromkeys(stems(claim), 1.0)
    left, held = list(range(len(lines))), 0
    chosen: list[int] = []
    while left:
        best = max(left, key=lambda n: (_worth(all_words[n], weights), -n))
        held += len(lines[best].text.split())
        if chosen and held > words:
            break
        chosen.append(best)
        left.remove(best)
        for word in all_words[best]:
            if word in weights:
                weights[word] *= _REPEATED
    return " ".join(lines[n].text[:LONGEST] for n in sorted(chosen))


def _worth(words: Counter[str], weights: dict[str, float]) -> float:
    return sum(weights.get(word, 0.0) for word in words) / sqrt(8 + len(words))


@lru_cache(maxsize=8192)
def context_stems(text: str, start: int, end: int) -> frozenset[str]:
    """Return the stems of content words within a few words of `text[start:end]`."""
    before, after = text[:start].split()[-_WINDOW:], text[end:].split()[:_WINDOW]
    return content_stems(f"{' '.join(before)} . {' '.join(after)}")


def affinity(claim: str, at: tuple[int, int], other: str, there: tuple[int, int]) -> float:
    """Return how likely two values are about the same thing: the words that their sentences share.

    Args:
        claim: A sentence with a value at `at` (offsets).
        at: Start and end of the claim's value.
        other: A sentence with a value at `there`.
        there: Start and end of the other value.

    Returns:
        0.5 for each shared content word, 1 more for each within a few words of both values.
    """
    near = context_stems(claim, *at) & context_stems(other, *there)
    return len(near) + 0.5 * len(content_stems(claim) & content_stems(other))
