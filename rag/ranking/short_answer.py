"""The short answer: the chosen span, with the words before and after it that it would be false without, or would not be
understood without. Pure."""

import re

from index.text.analyzer import stems
from rag.language.dates import whole_date
from rag.language.dates.resolution import weekday_in, with_dates
from rag.language.entities import ROLES, TITLES, names_in
from rag.language.hedges import hedge_before
from rag.language.keywords import content_words
from rag.language.numbers import numbers_in
from rag.query.answer_type import AnswerType
from rag.ranking.span_ranking import AnswerCandidate

_CURRENCY = re.compile(r"(?:[$€£¥₴₽]|(?:US|A|C)\$|\b(?:USD|EUR|GBP|UAH)\s?)$")
_AFTER = re.compile(
    r"^(?:[.,]\d+)*\s?(?:%|per ?cent\b|percentage points?\b|(?:hundred|thousand|million|billion|trillion|dozen)\b)",
    re.IGNORECASE,
)
_UNITS = (
    r"(?:square |cubic |nautical )?(?:milli|centi|kilo)?(?:met(?:re|er)|gram(?:me)?|lit(?:re|er))s?|miles?|feet|foot|"
    r"inch(?:es)?|yards?|acres?|hectares?|tonn?es?|tons?|pounds?|kilos?|kg|km|cm|mm|mph|km/h|"
    r"degrees?(?: celsius| fahrenheit)?|(?:mega|kilo|giga)?watts?|(?:US |Australian |Canadian )?dollars?|euros?|pence|"
    r"cents?|hryvnias?|roubles?|rubles?|yen|yuan|rupees?|kronor|krona|kroner|francs?|seconds?|minutes?|hours?|days?|"
    r"weeks?|months?|years?(?: old)?|points?|votes?|times"
)
_UNIT = re.compile(rf"^[\s-](?:{_UNITS})\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|\w+teen|\w+ty|hundred|thousand)\b", re.I
)
_ENDS_IN_NUMBER = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundred|thousand|million|"
    r"billion|trillion|dozen))$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"^(?:[\s-][a-z]+){2,3}")
_EDGES = " \t\n,;:.!?\"'“”‘’«»()[]—–-"
_REMARK = re.compile(rf"^, (?P<said>(?:the|an?) [^,.;“”]{{0,60}}?\b(?:{ROLES})\b[^,.;“”]{{0,60}}?)(?=[,.;])")
_TITLE = re.compile(rf"\b(?:{'|'.join(title.capitalize() for title in sorted(TITLES))})\.? $")


def short_answer(choice: AnswerCandidate, kind: AnswerType = "open", question: str = "") -> str:
    """The span of `choice` as it can be read alone: "at least one", "1.2 million", not "one", "1.2"; the whole date,
    and a weekday as its date, where a date was asked for; a person with the role beside the name where the question
    does not give it."""
    text, start, end = choice.piece.text, choice.span.start, choice.span.end
    low, high = choice.sentence
    end = min(end, high)
    if kind == "date":
        first, last = whole_date(question, text[low:high], (start - low, end - low))
        start, end = low + first, low + last
    if _NUMBER.search(text[start:end]):
        end += len(found[0]) if (found := _AFTER.match(text[end:high])) else 0
        end += _unit(text[start:end], text[end:high], question)
        start -= len(found[0]) if (found := _CURRENCY.search(text[low:start])) else 0
        start = max(low, hedge_before(text, start))
    short = _closed(" ".join(text[start:end].strip(_EDGES).split()))
    if kind == "date":
        published = choice.piece.article.published
        return with_dates(short, text[low:high], max(0, start - low), published.date() if published else None)
    return _introduced(short, text[low:high], question) if kind == "person" else short


def _unit(number: str, after: str, question: str) -> int:
    """Characters of what a number counts, where the number alone would not say it: a unit, or the thing asked for with
    the words that say which ("mobility chairs" where the question has only "chairs")."""
    if not _ENDS_IN_NUMBER.search(number):
        return 0
    if found := _UNIT.match(after):
        return len(found[0])
    asked = frozenset(content_words(question).values())
    if asked and (counted := _COUNTED.match(after)):
        words = counted[0].replace("-", " ").split()
        for length in range(len(words), 1, -1):
            which, head = words[: length - 1], words[length - 1]
            tells = len(content_words(" ".join(which))) == len(which) and asked.isdisjoint(stems(" ".join(which)))
            if tells and asked.issuperset(stems(head)):
                return sum(len(word) + 1 for word in words[:length])
    return 0


def _introduced(name: str, sentence: str, question: str) -> str:
    """A person's name with the title before it, or the role behind it, where the question has nothing of either."""
    at = sentence.find(name)
    if at < 0 or [found.text for found in names_in(name)] != [name]:
        return name
    asked = frozenset(stems(question))
    if found := _REMARK.match(sentence[at + len(name) :]):
        return f"{name}, {found['said']}" if asked.isdisjoint(_role_stems(found["said"])) else name
    title = _TITLE.search(sentence[:at])
    return f"{title[0]}{name}" if title and asked.isdisjoint(stems(title[0])) else name


def _role_stems(said: str) -> frozenset[str]:
    return frozenset(stem for word in re.findall(rf"\b(?:{ROLES})\b", said) for stem in stems(word))


def same_short_answer(one: AnswerCandidate, other: AnswerCandidate) -> bool:
    """Whether two choices give the same answer: the same number, the same words, or one's words within the other's."""
    first, second = one.span.text, other.span.text
    numbers = [next((number.value for number in numbers_in(text)), None) for text in (first, second)]
    if numbers != [None, None]:
        return numbers[0] == numbers[1]
    days = [_day(choice) for choice in (one, other)]
    if days != ["", ""]:
        return days[0] == days[1]
    words = [frozenset(re.findall(r"\w+", text.casefold())) for text in (first, second)]
    return all(words) and (words[0] <= words[1] or words[1] <= words[0])


def _day(choice: AnswerCandidate) -> str:
    """The date that a weekday in the choice's span means; the span itself where that is not certain, "" without one."""
    if not weekday_in(choice.span.text):
        return ""
    (low, high), published = choice.sentence, choice.piece.article.published
    sentence, span = choice.piece.text[low:high], choice.span
    day = with_dates(span.text, sentence, span.start - low, published.date() if published else None)
    return day.partition(" (")[0].casefold()


def _closed(text: str) -> str:
    """A bracket or quote opened inside an answer is closed in it: trimming the edges may have cut it off."""
    for opened, closing in (("(", ")"), ("“", "”"), ("[", "]")):
        if text.count(opened) > text.count(closing):
            text += closing
    return text
