"""The whole date that an answer gives: of "(11 April 1834 – 26 April 1909)" the one that was asked for. Pure."""

import re

from index.text.sentences import Span
from rag.language.dates.moment import moments_in

_BORN = re.compile(r"\b(?:born|birth|birthday)\b", re.IGNORECASE)
_DIED = re.compile(r"\b(?:die|died|death)\b", re.IGNORECASE)
_COARSE = re.compile(r"\b(?:year|month|decade|century|season)\b", re.IGNORECASE)
_TO = re.compile(r"\s*[–—-]\s*(?:(?:c\.|circa|about)\s*)?")


def whole_date(question: str, sentence: str, span: Span) -> Span:
    """Where in `sentence` the date stands of which `span` is a part, for a question that asks when: a year with its day
    beside it; of the two dates of a life the one that the question is about."""
    if _COARSE.search(question):
        return span
    moments = [(one.start, one.end) for one in moments_in(sentence, None)]
    start, end = next((one for one in moments if one[0] <= span[0] and span[1] <= one[1]), span)
    inside = [one for one in moments if start <= one[0] and one[1] <= end]
    if len(inside) == 2 and _TO.fullmatch(sentence[inside[0][1] : inside[1][0]]):
        if _BORN.search(question):
            return inside[0]
        if _DIED.search(question):
            return inside[1]
    return start, end
