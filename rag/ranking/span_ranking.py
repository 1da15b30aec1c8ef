"""Rank spans by a weighted sum of the reader's scores, the search scores and shared words. Pure.

`training/choice.py` fits the weights on news questions with passages from our own search; two in five have no answer
there. docs/figures.md says what each feature gains.
"""

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
from rag.language.keywords import Keyword, term_overlap
from rag.language.patterns import load_patterns
from rag.language.sentences import Sentence
from rag.query.analysis import QuestionAnalysis
from rag.query.answer_type import AnswerType, fits_answer_type
from rag.ranking.name_forms import day_of, names_of
from rag.reader.model import Reading, Span
from rag.schema.evidence import Evidence

SPANS = 3
"""Spans of each passage that are candidates."""
FEATURES = (
    "span",  # the reader's score of the span
    "no_answer",  # the reader's score of there being no answer in this passage
    "search",  # the passage's search score, less that of the best hit
    "dense",  # cosine similarity of passage and question
    "in_sentence",  # share of the question's words in the span's sentence
    "in_window",  # the same with the sentences before and after
    "names_far",  # how far from the span the question's names stand: 0 in its sentence, 1 nowhere
    "kind_missed",  # the span does not fit the answer type
    "bound",  # the span is only a bound on a number: "at least 85"
    "unseen",  # share of the question's words in none of the passages
    "relevance",  # the reader's score of the whole passage (logit)
    "uncounted",  # the span counts something else than the question, or that is not near it
    "part",  # the span counts a part of what the question counts
)
WEIGHTS = (0.39, 0.06, 0.36, 1.86, 0.18, 2.23, -2.0, -3.0, -0.5, -0.53, 0.44, -4.0, -2.0)
"""Weights of FEATURES in a span's score; fitted by `training/choice.py`."""
SLOPE, INTERCEPT = 0.69, -4.39
"""The logistic curve from a score to a confidence; fitted by `training/choice.py`."""
MOST = 7.5
"""Score that the reader's features hardly ever exceed: their bound for a passage that is not read yet."""
_PATTERNS = load_patterns("kinship")


@dataclass(frozen=True, slots=True)
class AnswerCandidate:
    """A span that may be the answer.

    Attributes:
        piece: The evidence that the span stands in.
        span: The span, relative to the evidence's text.
        sentence: The bounds of its sentence, relative to the same text.
        features: One value for each of FEATURES.
        agreement: The probability that another article that says the same is right; 0 if none does.
        time: What the score loses if the sentence is about another time than the question.
    """

    piece: Evidence
    span: Span
    sentence: Bounds
    features: tuple[float, ...]
    agreement: float = 0.0
    time: float = 0.0

    @property
    def words(self) -> str:
        """The sentence in a form in which reprints are equal."""
        return " ".join(self.piece.text[slice(*self.sentence)].casefold().split())

    @property
    def score(self) -> float:
        """The weighted sum of the features, less what the time costs."""
        return _weighed(self.features) + self.time

    @property
    def confidence(self) -> float:
        """The probability that the candidate is right (0 to 1), from held-out questions, raised by agreement."""
        alone = 1 / (1 + exp(-(SLOPE * self.score + INTERCEPT)))
        return 1 - (1 - alone) * (1 - self.agreement)


@dataclass(frozen=True, slots=True)
class SpanScorer:
    """The scorer of a question's spans; it holds what all spans share.

    Attributes:
        keywords: The question's keywords.
        names: The keywords that are names.
        noun: The keyword that the question wants counted, None without one.
        answer_type: The kind of answer that the span must be.
        unseen: Share of the keywords in none of the passages (0 to 1).
        best_hit: Search score of the best passage.
        rejects_kin: Whether to reject sentences about a relative of the person named; only if the question asks when,
            where or how many.
    """

    keywords: tuple[Keyword, ...]
    names: tuple[Keyword, ...]
    noun: Keyword | None
    answer_type: AnswerType
    unseen: float
    best_hit: float
    rejects_kin: bool

    @classmethod
    def of(cls, analysis: QuestionAnalysis, evidence: Sequence[Evidence]) -> Self:
        """Make the scorer of a question and the passages to read for it."""
        texts = [_titled(item) for item in evidence]
        keywords = analysis.keywords_in(texts, names_of(evidence))
        in_scope = analysis.answer_type in ("date", "place", "number", "amount")
        return cls(
            keywords=keywords,
            names=tuple(keyword for keyword in keywords if keyword.name),
            noun=counted_keyword(analysis.question, keywords),
            answer_type=analysis.answer_type,
            unseen=1.0 - _seen(keywords, texts, [day_of(item) for item in evidence]),
            best_hit=max((item.hit.score for item in evidence), default=0.0),
            rejects_kin=in_scope and not _PATTERNS["asks_of_kin"].search(analysis.question),
        )

    def reach(self, item: Evidence) -> float:
        """Return the score that no span of a passage can exceed, before the passage is read."""
        own = term_overlap(self.keywords, item.text, day_of(item))
        far = 1.0 - term_overlap(self.names, _titled(item), day_of(item))
        near = (item.hit.score - self.best_hit, item.hit.dense or 0.0)
        return MOST + _weighed((0.0, 0.0, *near, own, own, far, 0.0, 0.0, self.unseen, 0.0, 0.0, 0.0))

    def best(self, item: Evidence, reading: Reading) -> float:
        """Return the score of the best span of a passage that was read."""
        return max((self.candidate(item, reading, span).score for span in reading.spans[:SPANS]), default=-inf)

    def candidate(self, item: Evidence, reading: Reading, span: Span) -> AnswerCandidate:
        """Compute the features of a span of a passage."""
        text, day = item.text, day_of(item)
        sentences = sentence_spans(text)
        at = next((n for n, (_, end) in enumerate(sentences) if span.start < end), 0)
        before, after = sentences[max(0, at - 1)], sentences[min(len(sentences) - 1, at + 1)]
        sentence, window = text[slice(*sentences[at])], text[before[0] : after[1]]
        behind = text[span.end : sentences[at][1]]
        features = (
            span.score,
            reading.no_answer_score,
            item.hit.score - self.best_hit,
            item.hit.dense or 0.0,
            term_overlap(self.keywords, sentence, day),
            term_overlap(self.keywords, window, day),
            self._names_far(sentence, window, _titled(item), day),
            float(not fits_answer_type(self.answer_type, span.text)),
            float(is_bound(text, span.start, span.end)),
            self.unseen,
            reading.relevance,
            float(self._counts_other(window, behind)),
            float(is_subtotal(behind, self.noun, self.keywords)),
        )
        return AnswerCandidate(item, span, sentences[at], features)

    def _counts_other(self, window: str, behind: str) -> bool:
        """Return whether a number counts something else than the question, or stands far from it."""
        return self.noun is not None and (term_overlap([self.noun], window) == 0.0 or counts_other(behind, self.noun))

    def _names_far(self, sentence: str, window: str, passage: str, day: date | None) -> float:
        """Return how far the question's names are on average: a fact near another name is a fact about that one."""
        if self._is_of_kin(sentence):
            return 1.0
        near = (term_overlap(self.names, sentence, day), term_overlap(self.names, window, day))
        return 1.0 - (0.5 * near[0] + 0.2 * near[1] + 0.3 * term_overlap(self.names, passage, day))

    def _is_of_kin(self, sentence: str) -> bool:
        """Return whether a sentence is about a relative of the one that the question names, and so is no answer."""
        if not self.rejects_kin:
            return False
        whose = {stems(match["whose"]) for match in _PATTERNS["relative_of"].finditer(sentence)}
        return any(name.phrase in whose for name in self.names)


def rank_candidates(
    scorer: SpanScorer, evidence: Sequence[Evidence], readings: Sequence[Reading]
) -> list[AnswerCandidate]:
    """Return the spans of all readings, best first.

    Args:
        scorer: The scorer of the question.
        evidence: The passages that were read, in the order of `readings`; more may follow.
        readings: One reading a passage.
    """
    candidates = [
        scorer.candidate(item, reading, span)
        for item, reading in zip(evidence, readings, strict=False)
        for span in reading.spans[:SPANS]
    ]
    return sorted(candidates, key=lambda candidate: -candidate.score)


def sentence_of(candidate: AnswerCandidate) -> Sentence:
    """Return the sentence that a candidate stands in."""
    return Sentence.within(candidate.piece, candidate.sentence)


def _weighed(features: Sequence[float]) -> float:
    return sum(weight * feature for weight, feature in zip(WEIGHTS, features, strict=True))


def _titled(item: Evidence) -> str:
    return f"{item.article.title}\n{item.text}"


def _seen(keywords: Sequence[Keyword], texts: Sequence[str], days: Sequence[date | None]) -> float:
    """Return the share of keywords that stand in any of the texts, each published on its day."""
    together = "\n".join(texts)
    by_role = {
        keyword
        for keyword in keywords
        if keyword.known and any(keyword.known.stands_in(text, day) for text, day in zip(texts, days, strict=True))
    }
    shares = [1.0 if keyword in by_role else term_overlap([keyword], together) for keyword in keywords]
    return sum(shares) / len(shares) if shares else 1.0
