"""Lexical adaptation: put a question in the words of a passage. Pure.

A small reader knows syntax better than vocabulary: for "which missiles were intercepted" it finds the missiles that
were fired rather than those that were "shot down".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.text.analyzer import stems
from rag.language.keywords import keywords_of
from rag.language.patterns import Match
from rag.language.synonyms import LONGEST, Phrase, synonyms
from rag.language.words import WORD


@dataclass(frozen=True, slots=True)
class _PhraseMatch:
    """A phrase and its offsets in a text."""

    phrase: Phrase
    start: int
    end: int


def adapt_wording(question: str, passages: Sequence[str]) -> list[str]:
    """Rewrite `question` for each passage: replace words that the passage lacks by synonyms that it uses.

    Names stay as they are: `rag/ranking/name_forms.py` spells them.

    Returns:
        One question for each passage, in order.
    """
    names = {stem for term in keywords_of(question, passages) if term.name for stem in term.phrase}
    known = synonyms()
    phrases = [match for match in _phrases(question) if match.phrase in known and names.isdisjoint(match.phrase)]
    phrases.sort(key=lambda match: (match.start, -match.end))
    return [_worded(question, phrases, passage) for passage in passages]


def _worded(question: str, phrases: Sequence[_PhraseMatch], passage: str) -> str:
    known = synonyms()
    written: dict[Phrase, str] = {}
    for match in _phrases(passage) if phrases else ():
        written.setdefault(match.phrase, passage[match.start : match.end].lower())
    worded, last = "", 0
    for match in phrases:
        instead = next((written[phrase] for phrase in known[match.phrase] if phrase in written), "")
        if match.start >= last and match.phrase not in written and instead:
            worded += question[last : match.start] + instead
            last = match.end
    return worded + question[last:]


def _phrases(text: str) -> Iterator[_PhraseMatch]:
    """Yield every phrase of up to LONGEST words that has synonyms."""
    known = synonyms()
    words: Sequence[tuple[Phrase, Match]] = [(stems(match[0]), match) for match in WORD.finditer(text)]
    for first in range(len(words)):
        phrase: Phrase = ()
        for stem, match in words[first : first + LONGEST]:
            phrase += stem
            if phrase in known:
                yield _PhraseMatch(phrase, words[first][1].start(), match.end())
