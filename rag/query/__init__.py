"""A question analysed once: intent, question type, answer type, keywords, times, parts.

`analysis.py` makes the `QuestionAnalysis` that everything after takes; `rewriting.py` completes a follow-up.
May import `rag.language`, `rag.schema` and `index`.
"""

from rag.query.analysis import QuestionAnalysis, analyze
from rag.query.answer_type import COUNTING, AnswerType, answer_type_of, fits_answer_type
from rag.query.condense import context_of
from rag.query.date_filter import published_during
from rag.query.date_scope import date_scope_of, point_elsewhere
from rag.query.declarative import declarative_of, declaratives_of
from rag.query.decomposition import decompose
from rag.query.intent import Exchange, Intent, IntentKind, exchanges, intent_of
from rag.query.question_type import (
    QuestionType,
    identity_of,
    question_type_of,
    topic_of,
    wants_latest,
    without_courtesy,
)
from rag.query.sides import asks_for_later, asks_whether, compared_sides
from rag.query.time_scope import time_scope_of, without_times

__all__ = [
    "COUNTING",
    "AnswerType",
    "Exchange",
    "Intent",
    "IntentKind",
    "QuestionAnalysis",
    "QuestionType",
    "analyze",
    "answer_type_of",
    "asks_for_later",
    "asks_whether",
    "compared_sides",
    "context_of",
    "date_scope_of",
    "declarative_of",
    "declaratives_of",
    "decompose",
    "exchanges",
    "fits_answer_type",
    "identity_of",
    "intent_of",
    "point_elsewhere",
    "published_during",
    "question_type_of",
    "time_scope_of",
    "topic_of",
    "wants_latest",
    "without_courtesy",
    "without_times",
]
