"""The reading model: finds the words that answer, and says how far a passage supports a claim."""

from rag.reader.model import MODELS, Reader, Reading, Session, Span, Support, embedded_reader

__all__ = ["MODELS", "Reader", "Reading", "Session", "Span", "Support", "embedded_reader"]
