"""Rank the candidates for an answer, with a confidence for each.

`span_ranking.py` scores candidates; the other files adapt the question to a passage or adjust the order.
May import `rag.retrieval` and what stands below it.
"""

from rag.ranking.agreement import boost_agreement
from rag.ranking.best_first import read_best_first
from rag.ranking.lexical_adaptation import adapt_wording
from rag.ranking.name_forms import adapt_names, day_of, names_of
from rag.ranking.rank_by_time import evidence_of_time, other_time_notices, rank_by_time
from rag.ranking.short_answer import same_short_answer
from rag.ranking.span_ranking import AnswerCandidate, SpanScorer, rank_candidates, sentence_of
from rag.ranking.thresholds import answer_threshold, unknown_names

__all__ = [
    "AnswerCandidate",
    "SpanScorer",
    "adapt_names",
    "adapt_wording",
    "answer_threshold",
    "boost_agreement",
    "day_of",
    "evidence_of_time",
    "names_of",
    "other_time_notices",
    "rank_by_time",
    "rank_candidates",
    "read_best_first",
    "same_short_answer",
    "sentence_of",
    "unknown_names",
]
