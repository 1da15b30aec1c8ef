"""What a question asks the value of: the thing counted, its predicate, its places and names. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from index.text.analyzer import stems
from rag.conflicts.population import asks_population, is_population
from rag.language.counted_nouns import counted_keyword, counted_noun
from rag.language.entities import MONTHS_AND_DAYS
from rag.language.event_predicates import MONEY, PEOPLE, PEOPLE_STEMS, RESULT_STEMS, event_predicates, lives_lost_in
from rag.language.figures import plain_figures
from rag.language.keywords import Keyword, term_overlap
from rag.language.mention import Mention
from rag.language.patterns import load_patterns
from rag.language.quantities import Figure
from rag.language.synonyms import Phrase
from rag.language.word_lists import data_lines, data_table
from rag.query.analysis import QuestionAnalysis
from rag.query.answer_type import AnswerType
from rag.ranking.name_forms import names_of
from rag.schema.evidence import Evidence

_DATED = frozenset(stem for word in MONTHS_AND_DAYS for stem in stems(word))
_PATTERNS = load_patterns("quantity_questions")
MONEY_UNITS = frozenset(data_table("units", "currency_signs").values())
LEAST_SUM = 1e5
"""Lowest bare number that answers a question for a sum of money: "not 85 million"."""
BREAK, TURN = 60, 25
"""Characters that a comma and an "and" between a figure and its predicate count for."""
FAR = 140
"""Most characters between a figure and its predicate."""


@dataclass(frozen=True, slots=True)
class QuantityQuery:
    """What a question asks the value of.

    Attributes:
        noun: What is counted; None if the question has no noun for it.
        predicate: What happened to it; None if the question does not say.
        places: Places that the question names, in lower case.
        names: All names of the question.
        topic: Its other keywords.
        timed: Whether it asks about a certain time.
    """

    question: str
    kind: AnswerType
    noun: Keyword | None
    predicate: Keyword | None
    places: frozenset[str]
    names: tuple[Keyword, ...]
    topic: tuple[Keyword, ...] = ()
    timed: bool = False

    @classmethod
    def of(cls, analysis: QuestionAnalysis, evidence: Sequence[Evidence]) -> Self:
        """Read what a question asks; the evidence shows which of its words are names."""
        question = analysis.question
        terms = analysis.keywords_in([piece.text for piece in evidence], names_of(evidence))
        noun = counted_keyword(question, terms)
        names = tuple(term for term in terms if term.name and _DATED.isdisjoint(term.phrase))
        predicate = _predicate_of(question, terms, noun)
        behind = question.partition(analysis.counted_noun or "?")[2] or question
        topic = tuple(
            term
            for term in terms
            if not term.name and _is_said(term) and term not in (predicate, noun) and term_overlap([term], behind)
        )
        timed = bool(analysis.events)
        return cls(question, analysis.answer_type, noun, predicate, places_in(question), names, topic, timed)

    def is_place(self, term: Keyword) -> bool:
        """Return whether a name of the question is one of its places or part of one."""
        return any(frozenset(stems(place)).issuperset(term.phrase) for place in self.places)

    def names_place(self, text: str) -> bool:
        """Return whether a text names one of its places, in any spelling."""
        own = [term for term in self.names if self.is_place(term)]
        return any(term_overlap([term], text) for term in own) or any(place in text.casefold() for place in self.places)

    def counts(self, text: str, figure: Mention[Figure]) -> bool:
        """Return whether a sentence says what was asked about of this figure, and of no figure nearer to it."""
        if asks_population(self.question):
            return is_population(text, figure)
        if not self._measures(figure.item):
            return False
        spans = self._predicate_spans(text)
        if not spans:
            return self._counts_results(text, figure)
        if figure.item.value == 1 and not figure.item.noun:  # "one was hit directly" is one of those counted before
            return False
        figures = [other for other in plain_figures(text) if self._measures(other.item)]
        distances = [(min(_apart(text, other, span) for span in spans), other.start) for other in figures]
        own = min(_apart(text, figure, span) for span in spans)
        return own <= FAR and own <= min(distances)[0]

    def is_noun(self, stemmed: frozenset[str]) -> bool:
        """Return whether stemmed words have the noun that is counted."""
        return self.noun is not None and any(stemmed.intersection(phrase) for phrase in self.noun.alternatives)

    def is_beside(self, thing: str) -> bool:
        """Return whether news counts a thing beside the noun: drones beside missiles."""
        own = self.noun.alternatives if self.noun else frozenset()
        return any(stems(thing) in group and own & group for group in _comparable())

    def beside_in(self, text: str) -> str:
        """Return the word of a text for such a thing; "" if it has none."""
        words = (match[0] for match in _PATTERNS["word"].finditer(text))
        return next((word for word in words if self.is_beside(word)), "") if self.noun else ""

    def is_predicate(self, word: str) -> bool:
        """Return whether a word says what happened ("ballots", of people who voted)."""
        return self.predicate is not None and stems(word) in self.predicate.alternatives

    def _measures(self, figure: Figure) -> bool:
        """Return whether a figure has the unit asked for: money for a sum, none for things that are counted."""
        if self.kind == "amount":
            return figure.unit in MONEY_UNITS or (figure.unit == "" and not figure.noun and figure.value >= LEAST_SUM)
        return figure.unit == "" or (self.noun is None and figure.unit != "ordinal" and not self.counts_people)

    @property
    def counts_people(self) -> bool:
        """Whether the question counts people, without a word for what they are."""
        return bool(_PATTERNS["how_many_people"].search(self.question))

    def _counts_results(self, text: str, figure: Mention[Figure]) -> bool:
        """Return whether the noun itself says what happened ("votes", "arrests") and the figure counts it."""
        if self.noun is None or not RESULT_STEMS.intersection(self.noun.phrase):
            return False
        return self.is_noun(figure.item.noun) or (not figure.item.noun and self.is_noun(frozenset(stems(text))))

    def _predicate_phrases(self) -> frozenset[Phrase]:
        """Return phrases that say what happened to this noun, if not to other things."""
        counted = self.noun.alternatives if self.noun else MONEY if self.kind == "amount" else PEOPLE
        return event_predicates(counted, self.predicate.alternatives) if self.predicate else frozenset()

    def _predicate_spans(self, text: str) -> list[tuple[int, int]]:
        """Return where a sentence says what was asked about."""
        found = [match.span() for match in _PATTERNS["word"].finditer(text) if self._is_predicate_at(match, text)]
        if self.predicate:
            found += lives_lost_in(text, self.predicate.alternatives)
        return found

    def _is_predicate_at(self, match: re.Match[str], text: str) -> bool:
        """Return whether a word, with those behind it for a set phrase, says what was asked about."""
        if self.predicate is None:
            return False
        for phrase in (*self.predicate.alternatives, *self._predicate_phrases()):
            behind = stems(text[match.start() : match.start() + 40])
            if behind[: len(phrase)] == phrase:
                return True
        return False


@lru_cache(maxsize=1)
def _comparable() -> tuple[frozenset[tuple[str, ...]], ...]:
    return tuple(frozenset(stems(word) for word in line.split(",")) for line in data_lines("comparable_nouns"))


def places_in(text: str) -> frozenset[str]:
    """Return the places that `text` names behind "in", "over" and the like, in lower case."""
    names = (match["place"] for match in _PATTERNS["place"].finditer(text))
    return frozenset(place.casefold() for place in names if place.split()[0].lower() not in MONTHS_AND_DAYS)


def _predicate_of(question: str, terms: Sequence[Keyword], noun: Keyword | None) -> Keyword | None:
    """Return what happened to what is counted.

    That is the first content word behind the noun, the verb of "did X fire", or the last content word of "how much".
    A clause that begins with "when" or "after" only says which event, and names say of whom.
    """
    counted = _PATTERNS["how_many"].search(question)
    part = question[counted.end() :] if counted else question
    part = _PATTERNS["clause_of_time"].sub("", part) or part
    if (word := counted_noun(question)) and word in part:
        part = part.partition(word)[2] or part
    acted = _PATTERNS["auxiliary"].match(part)
    if acted:
        part = _PATTERNS["preposition"].split(part[acted.end() :])[0]
    own = [term for term in terms if not term.name and term != noun and _is_said(term) and term_overlap([term], part)]
    if not own:
        return noun if noun and not counted else None
    return own[-1] if acted or (counted and counted[0].lower().endswith("much")) else own[0]


def _is_said(term: Keyword) -> bool:
    """Return whether a keyword can be a predicate: no figure, no day, not just "people"."""
    return not (term.phrase[0].isdigit() or _DATED.intersection(term.phrase) or PEOPLE_STEMS.issuperset(term.phrase))


def _apart(text: str, figure: Mention[Figure], predicate: tuple[int, int]) -> int:
    low, high = sorted([(figure.start, figure.end), predicate])
    between = text[low[1] : high[0]]
    breaks, turns = (len(_PATTERNS[name].findall(between)) for name in ("comma", "conjunction"))
    return len(between) + BREAK * breaks + TURN * turns
