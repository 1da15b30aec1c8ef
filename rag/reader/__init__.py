"""The reading model: the span that answers, how relevant a passage is, and entailment.

`Reader` is a contract: `read` and `entailment` (`support` is its former name).
May import `rag.query`, `rag.language`, `rag.schema` and `index`.
"""

from rag.reader.model import EntailmentScores, Reader, Reading, Session, Span, embedded_reader

__all__ = ["EntailmentScores", "Reader", "Reading", "Session", "Span", "embedded_reader"]
