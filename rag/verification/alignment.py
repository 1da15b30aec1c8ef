"""The sentences of the sources, and which of them a claim is about. Pure."""

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
"""Words of the sources that the reader is given: a hundred find no more errors, and take two thirds longer."""
LONGEST = 700
"""Characters of a sentence that is still given whole."""
_REPEATED = 0.5
"""What a word of the claim still counts once a chosen sentence has it."""
_WINDOW = 5
"""Words on either side that say what a figure or a day belongs to."""


@dataclass(frozen=True, slots=True)
class SourceSentence:
    """A sentence of a source (`source` counts from 0), where it stands there, and the stems of its content words."""

    source: int
    start: int
    end: int
    text: str
    words: frozenset[str]

    def shared(self, words: Collection[str]) -> int:
        """How many of `words` it has."""
        return len(self.words.intersection(words))


@lru_cache(maxsize=256)
def source_sentences(sources: tuple[Source, ...]) -> tuple[SourceSentence, ...]:
    """Every sentence of every source, in order."""
    return tuple(
        SourceSentence(n, start, end, text := source.text[start:end], content_stems(text))
        for n, source in enumerate(sources)
        for start, end in sentence_spans(source.text)
    )


def nearest(claim: str, lines: Sequence[SourceSentence]) -> list[SourceSentence]:
    """The lines that share most with the claim, best first; those that share nothing are left out."""
    wanted = content_stems(claim)
    rated = [(line.shared(wanted) / sqrt(8 + len(line.words)), -n, line) for n, line in enumerate(lines)]
    return [line for share, _, line in sorted(rated, key=lambda rate: rate[:2], reverse=True) if share > 0]


def evidence(claim: str, sources: Sequence[Source], words: int = WORDS) -> str:
    """What the reader is given of all sources: the sentences that together have most of the claim's words, in order."""
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
    """The content words that stand within a few words of `text[start:end]`."""
    before, after = text[:start].split()[-_WINDOW:], text[end:].split()[:_WINDOW]
    return content_stems(f"{' '.join(before)} . {' '.join(after)}")


def affinity(claim: str, at: tuple[int, int], other: str, there: tuple[int, int]) -> float:
    """How far what stands at `at` of the claim and at `there` of another sentence is said of the same thing: the words
    that they share, those near by counted again."""
    near = context_stems(claim, *at) & context_stems(other, *there)
    return len(near) + 0.5 * len(content_stems(claim) & content_stems(other))
