"""Questions, and evidence from short articles."""

from datetime import date

from index.article import Passage
from index.search.search import Hit
from index.text.sentences import sentence_spans
from rag.language.sentences import Sentence
from rag.query.analysis import QuestionAnalysis, analyze
from rag.ranking.span_ranking import FEATURES, AnswerCandidate
from rag.reader.model import Span
from rag.schema.evidence import Evidence
from rag.schema.question import Question
from tests.articles import article


def asking(question: str, today: date | None = None) -> QuestionAnalysis:
    """The analysis of a question without a conversation, asked on the day `today`."""
    return analyze(Question(question, today=today))


def piece(
    text: str,
    id: str = "one",
    published: str = "2024-03-04",
    score: float = 1.0,
    dense: float = 0.5,
    *,
    title: str = "News of the day",
    source: str = "The Tolland Times",
) -> Evidence:
    """Evidence: an article of this text, found as one passage."""
    whole = article(text, id=id, published=published, title=title, source=source)
    return Evidence(Hit(Passage(f"p-{id}", id, 0, len(whole.text), whole.text), score, dense=dense), whole)


def sentence(
    text: str, at: int = 0, *, id: str = "one", published: str = "2024-03-04", source: str = "The Tolland Times"
) -> Sentence:
    """The sentence number `at` of an article of this text; -1 is the last."""
    found = piece(text, id, published, source=source)
    return Sentence.within(found, sentence_spans(found.text)[at])


def choice(found: Evidence, span: str, score: float = 9.0) -> AnswerCandidate:
    """A candidate for the words `span`; a `score` of 9 or more is certain."""
    start = found.text.index(span)
    around = next(bounds for bounds in sentence_spans(found.text) if start < bounds[1])
    features = {"span": score, "in_window": 1.0}
    values = tuple(features.get(name, 0.0) for name in FEATURES)
    return AnswerCandidate(found, Span(span, start, start + len(span), score), around, values)
