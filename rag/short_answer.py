"""The short answer: the chosen span, with the words before and after it that it would be false without. Pure."""

import re

from rag.choose import Choice

_HEDGES = (
    "about|around|roughly|approximately|some|nearly|almost|close to|at least|at most|more than|fewer than|less than|"
    "over|under|up to|as many as|as few as|as much as|no more than|no fewer than|an estimated|an average of|between|"
    "only|just"
)
_BEFORE = re.compile(rf"\b(?:{_HEDGES})\s+$", re.IGNORECASE)
_CURRENCY = re.compile(r"(?:[$€£¥₴₽]|(?:US|A|C)\$|\b(?:USD|EUR|GBP|UAH)\s?)$")
_AFTER = re.compile(
    r"^(?:[.,]\d+)*\s?(?:%|per ?cent\b|percentage points?\b|(?:hundred|thousand|million|billion|trillion|dozen)\b)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|\w+teen|\w+ty|hundred|thousand)\b", re.I
)
_EDGES = " \t\n,;:.!?\"'“”‘’«»()[]—–-"


def short_answer(choice: Choice) -> str:
    """The span of `choice` as it can be read alone: "at least one", "1.2 million", not "one", "1.2"."""
    text, start, end = choice.piece.text, choice.span.start, choice.span.end
    low, high = choice.sentence
    if _NUMBER.search(text[start:end]):
        end += len(found[0]) if (found := _AFTER.match(text[end:high])) else 0
        for words in (_CURRENCY, _BEFORE):
            if found := words.search(text[low:start]):
                start -= len(found[0])
    return _closed(" ".join(text[start:end].strip(_EDGES).split()))


def agree(one: Choice, other: Choice) -> bool:
    """Whether two choices give the same answer, in the same words or one within the other."""
    first, second = (frozenset(re.findall(r"\w+", choice.span.text.casefold())) for choice in (one, other))
    return bool(first and second) and (first <= second or second <= first)


def _closed(text: str) -> str:
    """A bracket or quote opened inside an answer is closed in it: trimming the edges may have cut it off."""
    for opened, closing in (("(", ")"), ("“", "”"), ("[", "]")):
        if text.count(opened) > text.count(closing):
            text += closing
    return text
