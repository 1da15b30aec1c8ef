"""What a question asks the value of: the thing counted, what happened to it, where, and of whom. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Self

from index.text.analyzer import stems
from rag.conflicts.event_predicates import event_predicates
from rag.conflicts.population import asks_population, is_population
from rag.language.counted_nouns import counted_keyword, counted_noun
from rag.language.entities import MONTHS_AND_DAYS
from rag.language.figures import plain_figures
from rag.language.keywords import Keyword, term_overlap
from rag.language.mention import Mention
from rag.language.quantities import Figure
from rag.language.synonyms import Phrase
from rag.language.word_lists import word_set
from rag.query.analysis import QuestionAnalysis
from rag.query.answer_type import AnswerType
from rag.ranking.name_forms import names_of
from rag.schema.evidence import Evidence

_DATED = frozenset(stem for word in MONTHS_AND_DAYS for stem in stems(word))
_PLACE = re.compile(
    r"\b(?i:in|over|near|across|around|at|outside|throughout|against|of|off|to|towards|through)\s+(?:the\s+)?"
    r"(?P<place>[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*)"
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_COUNTING = re.compile(r"\bhow (?:many|much)\b", re.IGNORECASE)
_ACTED = re.compile(r"\s*(?:did|do|does|has|have|had|will|would|can|could)\b", re.IGNORECASE)
_PREPOSITION = re.compile(r"\b(?:in|over|at|on|from|against|of|near|off|during|to|by)\b", re.IGNORECASE)
_PEOPLE = frozenset(stem for word in ("people", "person", "men", "women", "children") for stem in stems(word))
_LIVES = re.compile(r"\b(?:claim|cost|t[ao]k)\w*\s[^.;]{0,25}?\blives\b|\bbodies\b", re.IGNORECASE)
_MONEY, _PEOPLE_TERM = frozenset([stems("money")]), frozenset([stems("people")])
_HOW_MANY_PEOPLE = re.compile(r"\bhow many (?:\w+ ){0,1}?(?:people|persons|men|women|children)\b", re.IGNORECASE)
MONEY = ("dollar", "euro", "pound", "yen")
LEAST_SUM = 1e5
"""From which a number that counts nothing is a sum of money, where that is asked for: "not 85 million"."""
_KILL = stems("kill")
_DOINGS = frozenset(
    stem
    for word in word_set("vote ballot death arrest injury casualty job survivor victim goal seat evacuee marcher")
    for stem in stems(word)
)
"""Things of which to say how many there are says what happened."""
_TAIL = re.compile(r"\b(?:when|after|before|since|while|during|because|as)\b.*$", re.IGNORECASE)
BREAK, TURN = 60, 25
"""Characters that a comma between a figure and what happened counts for, and that an "and" does."""
FAR = 140
"""Characters between a figure and what happened, beyond which the two have nothing to do with each other."""
_BREAKS, _TURNS = re.compile(r"[,;:](?!\d)"), re.compile(r"\b(?:and|but|while|with|of which|after|before)\b", re.I)


@dataclass(frozen=True, slots=True)
class QuantityQuery:
    """`noun` is the term of what is counted and `deed` of what happened to it, None where the question has none;
    `places` are those that it names, `names` all its names; `topic` are its other words;
    `timed` where it asks of a certain time."""

    question: str
    kind: AnswerType
    noun: Keyword | None
    deed: Keyword | None
    places: frozenset[str]
    names: tuple[Keyword, ...]
    topic: tuple[Keyword, ...] = ()
    timed: bool = False

    @classmethod
    def of(cls, analysis: QuestionAnalysis, evidence: Sequence[Evidence]) -> Self:
        """What a question asks; the evidence says which of its words are names."""
        question = analysis.question
        terms = analysis.keywords_in([piece.text for piece in evidence], names_of(evidence))
        noun = counted_keyword(question, terms)
        names = tuple(term for term in terms if term.name and _DATED.isdisjoint(term.phrase))
        deed = _deed(question, terms, noun)
        behind = question.partition(analysis.counted_noun or "?")[2] or question
        topic = tuple(
            term
            for term in terms
            if not term.name and _is_said(term) and term not in (deed, noun) and term_overlap([term], behind)
        )
        timed = bool(analysis.events)
        return cls(question, analysis.answer_type, noun, deed, places_in(question), names, topic, timed)

    def is_place(self, term: Keyword) -> bool:
        """Whether a name of the question is (part of) one of its places."""
        return any(frozenset(stems(place)).issuperset(term.phrase) for place in self.places)

    def names_place(self, text: str) -> bool:
        """Whether a text has one of its places, in this or another spelling."""
        mine = [term for term in self.names if self.is_place(term)]
        return any(term_overlap([term], text) for term in mine) or any(
            place in text.casefold() for place in self.places
        )

    def counts(self, text: str, figure: Mention[Figure]) -> bool:
        """Whether a sentence says of this figure what was asked about, in these or other words, and of none that stands
        nearer to it."""
        if asks_population(self.question):
            return is_population(text, figure)
        if not self._measures(figure.item):
            return False
        deeds = self._deeds(text)
        if not deeds:
            return self._is_doing(text, figure)
        if figure.item.value == 1 and not figure.item.noun:  # "one was hit directly": of those told of before
            return False
        figures = [one for one in plain_figures(text) if self._measures(one.item)]
        distances = [(min(_apart(text, one, deed) for deed in deeds), one.start) for one in figures]
        own = min(_apart(text, figure, deed) for deed in deeds)
        return own <= FAR and own <= min(distances)[0]

    def is_noun(self, stemmed: frozenset[str]) -> bool:
        """Whether words (stemmed) have what is counted."""
        return self.noun is not None and any(stemmed.intersection(phrase) for phrase in self.noun.alternatives)

    def is_beside(self, thing: str) -> bool:
        """Whether news counts a thing side by side with what is counted: drones with missiles."""
        own = self.noun.alternatives if self.noun else frozenset()
        return any(stems(thing) in group and own & group for group in _comparable())

    def beside_in(self, text: str) -> str:
        """The word of a text for such a thing; "" where it has none."""
        return next((match[0] for match in _WORD.finditer(text) if self.noun and self.is_beside(match[0])), "")

    def is_deed(self, word: str) -> bool:
        """Whether a word says what happened ("ballots", of people who voted)."""
        return self.deed is not None and stems(word) in self.deed.alternatives

    def _measures(self, figure: Figure) -> bool:
        """Whether a figure is in the measure asked for: money for a sum, no unit where things are counted."""
        if self.kind == "amount":
            return figure.unit in MONEY or (figure.unit == "" and not figure.noun and figure.value >= LEAST_SUM)
        return figure.unit == "" or (self.noun is None and figure.unit != "ordinal" and not self.counts_people)

    @property
    def counts_people(self) -> bool:
        """Whether people are counted, without a word for what they are."""
        return bool(_HOW_MANY_PEOPLE.search(self.question))

    def _is_doing(self, text: str, figure: Mention[Figure]) -> bool:
        """Whether the thing itself says what happened ("votes", "arrests"), and the figure counts it."""
        if self.noun is None or not _DOINGS.intersection(self.noun.phrase):
            return False
        return self.is_noun(figure.item.noun) or (not figure.item.noun and self.is_noun(frozenset(stems(text))))

    def _doings(self) -> frozenset[Phrase]:
        """Phrases that say what happened of what is counted, and perhaps not of other things."""
        counted = self.noun.alternatives if self.noun else _MONEY if self.kind == "amount" else _PEOPLE_TERM
        return event_predicates(counted, self.deed.alternatives) if self.deed else frozenset()

    def _deeds(self, text: str) -> list[tuple[int, int]]:
        """Where a sentence says what was asked about."""
        found = [match.span() for match in _WORD.finditer(text) if self._is_deed(match, text)]
        if self.deed and _KILL in self.deed.alternatives:
            found += [match.span() for match in _LIVES.finditer(text)]
        return found

    def _is_deed(self, match: re.Match[str], text: str) -> bool:
        """Whether a word of `text` (with those behind it, for a set phrase) says what was asked about."""
        if self.deed is None:
            return False
        for phrase in (*self.deed.alternatives, *self._doings()):
            behind = stems(text[match.start() : match.start() + 40])
            if behind[: len(phrase)] == phrase:
                return True
        return False


@lru_cache(maxsize=1)
def _comparable() -> tuple[frozenset[tuple[str, ...]], ...]:
    lines = (
        (Path(__file__).parents[1] / "language/data/en/comparable_nouns.txt").read_text(encoding="utf-8").splitlines()
    )
    return tuple(frozenset(stems(word) for word in line.split(",")) for line in lines if not line.startswith("#"))


def places_in(text: str) -> frozenset[str]:
    """The places that `text` names after "in", "over" and the like, in lower case."""
    found = (match["place"] for match in _PLACE.finditer(text))
    return frozenset(place.casefold() for place in found if place.split()[0].lower() not in MONTHS_AND_DAYS)


def _deed(question: str, terms: Sequence[Keyword], noun: Keyword | None) -> Keyword | None:
    """What happened to what is counted: the first content word behind it, but of "did X fire" the verb, and of "how
    much" the last. What stands behind "when ..." only says of which event, and names are of whom."""
    counted = _COUNTING.search(question)
    part = question[counted.end() :] if counted else question
    part = _TAIL.sub("", part) or part
    if (word := counted_noun(question)) and word in part:
        part = part.partition(word)[2] or part
    acted = _ACTED.match(part)
    if acted:
        part = _PREPOSITION.split(part[acted.end() :])[0]
    mine = [term for term in terms if not term.name and term != noun and _is_said(term) and term_overlap([term], part)]
    if not mine:
        return noun if noun and not counted else None
    return mine[-1] if acted or (counted and counted[0].lower().endswith("much")) else mine[0]


def _is_said(term: Keyword) -> bool:
    """Whether a term can be what happened: no figure, no day, not just "people"."""
    return not (term.phrase[0].isdigit() or _DATED.intersection(term.phrase) or _PEOPLE.issuperset(term.phrase))


def _apart(text: str, figure: Mention[Figure], deed: tuple[int, int]) -> int:
    low, high = sorted([(figure.start, figure.end), deed])
    between = text[low[1] : high[0]]
    return len(between) + BREAK * len(_BREAKS.findall(between)) + TURN * len(_TURNS.findall(between))
