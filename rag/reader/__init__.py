"""The reading model: finds the words that answer, and says how far a passage supports a claim."""

from rag.reader.model import MODELS, EntailmentScores, Reader, Reading, Session, Span, embedded_reader

__all__ = ["MODELS", "EntailmentScores", "Reader", "Reading", "Session", "Span", "embedded_reader"]
