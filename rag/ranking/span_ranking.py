"""Which span answers: reader, search and the question's own words weighed together. Pure.

The weights come from `training/choice.py`, which fits them on questions over passages found by our own search, half of
them without their answer; docs/figures.md says what each brings.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, inf
from typing import Self

from index.text.analyzer import stems
from index.text.sentences import Span as Bounds
from index.text.sentences import sentence_spans
from rag.language.counted_nouns import counted_keyword, counts_other, is_subtotal
from rag.language.hedges import is_bound
from rag.language.keywords import Keyword, keywords_of, term_overlap
from rag.language.sentence import Sentence
from rag.query.answer_type import AnswerType, answer_type_of, fits_answer_type
from rag.ranking.name_forms import day_of, names_of
from rag.reader.model import Reading, Span
from rag.schema.evidence import Evidence

SPANS = 3
"""Spans weighed of each passage."""


_KIN = (
    r"father|mother|parents?|son|daughter|child(?:ren)?|brother|sister|husband|wife|widow|uncle|aunt|nephew|niece|"
    r"cousin|grand(?:father|mother|son|daughter)"
)
_OF_KIN = re.compile(rf"(?P<whose>[A-Z][\w-]+)(?:['’]s|['’](?<=s['’]))\s+(?:[a-z]+\s+)?(?:{_KIN})\b")
"""A relative of somebody: "Middleton's father"."""
_ASKS_OF_KIN = re.compile(rf"\b(?:{_KIN}|marr(?:y|ied|iage)|famil(?:y|ies)|relatives?|heirs?)\b", re.IGNORECASE)

FEATURES = (
    "span",  # the reader's score of the span
    "no_answer",  # the reader's score of there being none in this passage
    "search",  # how far the passage is below the best hit
    "dense",  # how near the passage is to the question in meaning
    "in_sentence",  # share of the question's words in the span's sentence
    "in_window",  # the same with the sentences before and after
    "names_far",  # how far from the span the question's names stand: 0 in its sentence, 1 nowhere
    "kind_missed",  # the span is not of the kind that was asked for
    "bound",  # the span is only a bound on a number: "at least 85"
    "unseen",  # share of the question's words in none of the passages
    "relevance",  # the reader's other opinion on whether this passage answers
    "uncounted",  # the span counts something else than what was asked, or that is not near it
    "part",  # the span is a part of what is counted, of which something else is said
)
WEIGHTS = (0.39, 0.06, 0.36, 1.86, 0.18, 2.23, -2.0, -3.0, -0.5, -0.53, 0.44, -4.0, -2.0)
"""What a unit of each feature adds to a span's score."""
SLOPE, INTERCEPT = 0.69, -4.39
"""From a score to a confidence."""
MOST = 7.5
"""What the reader's own features hardly ever add more than: the best that can be hoped of a passage not yet read."""


@dataclass(frozen=True, slots=True)
class AnswerCandidate:
    """A span that may be the answer, the evidence that it stands in, and the sentence around it.

    `span` and `sentence` are relative to the evidence's text. `score` orders the choices of one question; `agreement`
    is how sure it is by what other articles say (0 where none was asked, or none agrees). `time` is what it loses by
    telling of another time than the question asks for.
    """

    piece: Evidence
    span: Span
    sentence: Bounds
    features: tuple[float, ...]
    agreement: float = 0.0
    time: float = 0.0

    @property
    def words(self) -> str:
        """The sentence, in a form in which reprints are equal."""
        return " ".join(self.piece.text[slice(*self.sentence)].casefold().split())

    @property
    def score(self) -> float:
        """The features, weighed."""
        return _weighed(self.features) + self.time

    @property
    def confidence(self) -> float:
        """The share of choices with this score that are right (0 to 1), as measured on held-out questions, raised by
        agreement."""
        alone = 1 / (1 + exp(-(SLOPE * self.score + INTERCEPT)))
        return 1 - (1 - alone) * (1 - self.agreement)


def rank_candidates(question: str, evidence: Sequence[Evidence], readings: Sequence[Reading]) -> list[AnswerCandidate]:
    """The spans of all readings (of the text of the first pieces of evidence, in order), best first."""
    asked = SpanScorer.of(question, evidence)
    found = [
        asked.choice(piece, reading, span)
        for piece, reading in zip(evidence, readings, strict=False)
        for span in reading.spans[:SPANS]
    ]
    return sorted(found, key=lambda choice: -choice.score)


def _weighed(features: Sequence[float]) -> float:
    return sum(weight * feature for weight, feature in zip(WEIGHTS, features, strict=True))


@dataclass(frozen=True, slots=True)
class SpanScorer:
    """What is the same for every span of a question."""

    terms: tuple[Keyword, ...]
    names: tuple[Keyword, ...]
    noun: Keyword | None
    kind: AnswerType
    unseen: float
    best_hit: float
    not_of_kin: bool
    """Whether what is told of a relative of whom it names is no answer: it asks when, where or how many."""

    @classmethod
    def of(cls, question: str, evidence: Sequence[Evidence]) -> Self:
        texts = [f"{piece.article.title}\n{piece.text}" for piece in evidence]
        terms = keywords_of(question, texts, names_of(evidence))
        unseen = 1.0 - _seen(terms, texts, [day_of(piece) for piece in evidence])
        best_hit = max((piece.hit.score for piece in evidence), default=0.0)
        names = tuple(term for term in terms if term.name)
        kind = answer_type_of(question)
        not_of_kin = kind in ("date", "place", "number", "amount") and not _ASKS_OF_KIN.search(question)
        return cls(terms, names, counted_keyword(question, terms), kind, unseen, best_hit, not_of_kin)

    def reach(self, piece: Evidence) -> float:
        """The score that no span of a passage can pass, before it is read."""
        whole = f"{piece.article.title}\n{piece.text}"
        told = term_overlap(self.terms, piece.text, day_of(piece))
        far = 1.0 - term_overlap(self.names, whole, day_of(piece))
        near = (piece.hit.score - self.best_hit, piece.hit.dense or 0.0)
        return MOST + _weighed((0.0, 0.0, *near, told, told, far, 0.0, 0.0, self.unseen, 0.0, 0.0, 0.0))

    def best(self, piece: Evidence, reading: Reading) -> float:
        """The score of the best span of a passage that was read."""
        return max((self.choice(piece, reading, span).score for span in reading.spans[:SPANS]), default=-inf)

    def choice(self, piece: Evidence, reading: Reading, span: Span) -> AnswerCandidate:
        text, day = piece.text, day_of(piece)
        sentences = sentence_spans(text)
        here = next((n for n, (_, end) in enumerate(sentences) if span.start < end), 0)
        before, after = sentences[max(0, here - 1)], sentences[min(len(sentences) - 1, here + 1)]
        sentence, window = text[slice(*sentences[here])], text[before[0] : after[1]]
        behind = text[span.end : sentences[here][1]]
        features = (
            span.score,
            reading.no_answer_score,
            piece.hit.score - self.best_hit,
            piece.hit.dense or 0.0,
            term_overlap(self.terms, sentence, day),
            term_overlap(self.terms, window, day),
            self._names_far(sentence, window, f"{piece.article.title}\n{text}", day),
            float(not fits_answer_type(self.kind, span.text)),
            float(is_bound(text, span.start, span.end)),
            self.unseen,
            reading.relevance,
            float(
                self.noun is not None and (term_overlap([self.noun], window) == 0.0 or counts_other(behind, self.noun))
            ),
            float(is_subtotal(behind, self.noun, self.terms)),
        )
        return AnswerCandidate(piece, span, sentences[here], features)

    def _names_far(self, sentence: str, window: str, passage: str, day: date | None) -> float:
        """Mean over the question's names of how far each is: a fact near another name is a fact about that one."""
        if self._is_of_kin(sentence):
            return 1.0
        near = (term_overlap(self.names, sentence, day), term_overlap(self.names, window, day))
        return 1.0 - (0.5 * near[0] + 0.2 * near[1] + 0.3 * term_overlap(self.names, passage, day))

    def _is_of_kin(self, sentence: str) -> bool:
        """Whether a sentence tells of a relative of whom the question names, where that is no answer."""
        whose = {stems(found["whose"]) for found in _OF_KIN.finditer(sentence)} if self.not_of_kin else set()
        return any(term.phrase in whose for term in self.names)


def _seen(terms: Sequence[Keyword], texts: Sequence[str], days: Sequence[date | None]) -> float:
    """The share of a question's words that stand in any of the texts, each published on its day."""
    together = "\n".join(texts)
    by_role = {
        term
        for term in terms
        if term.known and any(term.known.stands_in(text, day) for text, day in zip(texts, days, strict=True))
    }
    found = [1.0 if term in by_role else term_overlap([term], together) for term in terms]
    return sum(found) / len(found) if found else 1.0


def sentence_of(choice: AnswerCandidate) -> Sentence:
    """The sentence in which a choice stands."""
    return Sentence.within(choice.piece, choice.sentence)
