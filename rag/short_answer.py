"""The short answer: the chosen span, with the words before and after it that it would be false without. Pure."""

import re

from rag.choose import Choice
from rag.hedges import hedge_before
from rag.numbers import numbers_in

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
        start -= len(found[0]) if (found := _CURRENCY.search(text[low:start])) else 0
        start = max(low, hedge_before(text, start))
    return _closed(" ".join(text[start:end].strip(_EDGES).split()))


def agree(one: Choice, other: Choice) -> bool:
    """Whether two choices give the same answer: the same number, the same words, or one's words within the other's."""
    first, second = one.span.text, other.span.text
    numbers = [next((number.value for number in numbers_in(text)), None) for text in (first, second)]
    if numbers != [None, None]:
        return numbers[0] == numbers[1]
    words = [frozenset(re.findall(r"\w+", text.casefold())) for text in (first, second)]
    return all(words) and (words[0] <= words[1] or words[1] <= words[0])


def _closed(text: str) -> str:
    """A bracket or quote opened inside an answer is closed in it: trimming the edges may have cut it off."""
    for opened, closing in (("(", ")"), ("“", "”"), ("[", "]")):
        if text.count(opened) > text.count(closing):
            text += closing
    return text
