"""A reported value: a figure with its unit, a date, or words. Pure."""

from dataclasses import dataclass
from datetime import date

from index.text.analyzer import stems
from rag.language.dates.moments import Moment, moments_in
from rag.language.figures import plain_figures
from rag.language.keywords import content_words
from rag.language.quantities import Figure
from rag.query.answer_type import COUNTING, AnswerType


@dataclass(frozen=True, slots=True)
class Value:
    """A value: exactly one of `figure`, `moment` and `stems` is set; `words` can be read alone."""

    words: str
    figure: Figure | None = None
    moment: Moment | None = None
    stems: frozenset[str] = frozenset()

    def same(self, other: "Value") -> bool:
        """Return whether both are the same number in the same unit, the same date, or words within the other's."""
        if self.figure and other.figure:
            return _same_figure(self.figure, other.figure)
        if self.moment and other.moment:
            return _same_moment(self.moment, other.moment)
        if (self.figure or self.moment) != (other.figure or other.moment):
            return False
        return bool(self.stems and other.stems) and (self.stems <= other.stems or other.stems <= self.stems)


def value_of(kind: AnswerType, words: str, span: str, published: date | None) -> Value | None:
    """Read the value of a span.

    Args:
        kind: Answer type of the question.
        words: The span as it can be read alone.
        span: The span as the article has it.
        published: Day of the article.

    Returns:
        The value; None if the span has none of this type.
    """
    if kind in COUNTING:
        figures = plain_figures(words) or plain_figures(span)
        return Value(words, figure=figures[0].item) if figures else None
    if kind == "date":
        moments = moments_in(words, published) or moments_in(span, published)
        return Value(words, moment=moments[0].item) if moments else None
    stemmed = frozenset(content_words(span).values()) or frozenset(stems(span))
    return Value(words, stems=stemmed) if stemmed and any(map(str.isalnum, span)) else None


def _same_figure(one: Figure, other: Figure) -> bool:
    if one.measure and other.measure and one.measure != other.measure:
        return False
    return abs(one.value * one.scale - other.value * other.scale) <= 1e-6 * max(1.0, abs(one.value * one.scale))


def _same_moment(one: Moment, other: Moment) -> bool:
    pairs = ((one.year, other.year), (one.month, other.month), (one.day, other.day), (one.weekday, other.weekday))
    known = [(left, right) for left, right in pairs if left is not None and right is not None]
    return bool(known) and all(left == right for left, right in known)
