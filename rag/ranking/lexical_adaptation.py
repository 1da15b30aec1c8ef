"""A question in the words of the passage that it is asked of. Pure.

A small reader knows more of how sentences are built than of what words mean: asked about missiles that were
intercepted, it finds those that were fired sooner than those that were "shot down".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.text.analyzer import stems
from rag.language.keywords import keywords_of
from rag.language.patterns import Match
from rag.language.synonyms import LONGEST, Phrase, synonyms
from rag.language.words import WORD


@dataclass(frozen=True, slots=True)
class _Found:
    """A phrase where it stands in a text."""

    phrase: Phrase
    start: int
    end: int


def adapt_wording(question: str, passages: Sequence[str]) -> list[str]:
    """`question` for each of `passages`: each word that the passage lacks put as the passage puts it, where the lexicon
    of synonyms knows how. Names stay as they are (`rag/ranking/name_forms.py` spells them)."""
    names = {stem for term in keywords_of(question, passages) if term.name for stem in term.phrase}
    known = synonyms()
    asked = [found for found in _phrases(question) if found.phrase in known and names.isdisjoint(found.phrase)]
    asked.sort(key=lambda found: (found.start, -found.end))
    return [_worded(question, asked, passage) for passage in passages]


def _worded(question: str, asked: Sequence[_Found], passage: str) -> str:
    known = synonyms()
    written: dict[Phrase, str] = {}
    for found in _phrases(passage) if asked else ():
        written.setdefault(found.phrase, passage[found.start : found.end].lower())
    worded, last = "", 0
    for found in asked:
        instead = next((written[phrase] for phrase in known[found.phrase] if phrase in written), "")
        if found.start >= last and found.phrase not in written and instead:
            worded += question[last : found.start] + instead
            last = found.end
    return worded + question[last:]


def _phrases(text: str) -> Iterator[_Found]:
    """Every phrase of up to LONGEST words that the lexicon has."""
    known = synonyms()
    words: Sequence[tuple[Phrase, Match]] = [(stems(match[0]), match) for match in WORD.finditer(text)]
    for first in range(len(words)):
        phrase: Phrase = ()
        for stem, match in words[first : first + LONGEST]:
            phrase += stem
            if phrase in known:
                yield _Found(phrase, words[first][1].start(), match.end())
