"""The type of answer that a question asks for, and whether a span is of that type."""

from typing import Literal, cast

from rag.language.dates.calendar import MONTH_NAMES
from rag.language.entities import MONTHS_AND_DAYS
from rag.language.numbers import NUMBER_WORDS
from rag.language.patterns import load_patterns
from rag.language.word_lists import word_list

AnswerType = Literal["number", "amount", "date", "person", "place", "organisation", "open"]
"""`amount` is a sum of money; `open` is everything that is none of the others (what, why, how)."""
COUNTING: tuple[AnswerType, ...] = ("number", "amount")
"""Answer types that a figure fills."""

_PATTERNS = load_patterns("answer_type")
_NUMBERS = frozenset((*NUMBER_WORDS, *word_list("quantity_words")))
_DATES = MONTHS_AND_DAYS | frozenset((*MONTH_NAMES, *word_list("time_words"), *word_list("date_words")))
_NOT_A_NAME = _NUMBERS | MONTHS_AND_DAYS | frozenset(word_list("nameless_words"))


def answer_type_of(question: str) -> AnswerType:
    """Return the type of answer that a question asks for, by its first question word."""
    lowered = question.lower()
    matches = [
        (match.start(), order, label)
        for order, (label, pattern) in enumerate(_PATTERNS.rules)
        if (match := pattern.search(lowered))
    ]
    return cast(AnswerType, min(matches)[2]) if matches else "open"


def fits_answer_type(answer_type: AnswerType, span: str) -> bool:
    """Return whether a span can be an answer of this type, by its form alone.

    People and places need no capital ("police", "the coast"), but a number or a date is neither. "American" says
    whose an organisation is, not which.
    """
    words = _PATTERNS["word"].findall(span.lower())
    if answer_type in COUNTING:
        return any(map(str.isdecimal, span)) or not _NUMBERS.isdisjoint(words)
    if answer_type == "date":
        return any(map(str.isdigit, span)) or not _DATES.isdisjoint(words)
    if answer_type == "organisation" and _PATTERNS["of_a_country"].match(span.strip()):
        return False
    if answer_type in ("person", "place", "organisation"):
        return not all(word in _NOT_A_NAME or word.isdigit() for word in words)
    return True
