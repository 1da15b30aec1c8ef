"""The short answer: the chosen span with the words around it that it needs to be true and understood. Pure."""

from index.text.analyzer import stems
from rag.language.dates import whole_date
from rag.language.dates.resolution import weekday_in, with_dates
from rag.language.hedges import hedge_before
from rag.language.introductions import with_introduction
from rag.language.keywords import content_words
from rag.language.numbers import numbers_in
from rag.language.patterns import load_patterns
from rag.query.answer_type import AnswerType
from rag.ranking.span_ranking import AnswerCandidate

_PATTERNS = load_patterns("short_answers")
_EDGES = " \t\n,;:.!?\"'“”‘’«»()[]—–-"


def short_answer(candidate: AnswerCandidate, kind: AnswerType = "open", question: str = "") -> str:
    """Return the span of a candidate as it can be read alone.

    A number keeps its hedge, scale, unit and currency ("at least one", "$1.2 million"). A date is whole, and a weekday
    becomes its date. A person keeps a title or role that the question does not give.

    Args:
        choice: The candidate.
        kind: Answer type of the question.
        question: The question's text.
    """
    text, start, end = candidate.piece.text, candidate.span.start, candidate.span.end
    low, high = candidate.sentence
    end = min(end, high)
    if kind == "date":
        first, last = whole_date(question, text[low:high], (start - low, end - low))
        start, end = low + first, low + last
    if _PATTERNS["number"].search(text[start:end]):
        end += len(found[0]) if (found := _PATTERNS["more_of_number"].match(text[end:high])) else 0
        end += _unit(text[start:end], text[end:high], question)
        start -= len(found[0]) if (found := _PATTERNS["currency_before"].search(text[low:start])) else 0
        start = max(low, hedge_before(text, start))
    short = _closed(" ".join(text[start:end].strip(_EDGES).split()))
    if kind == "date":
        published = candidate.piece.article.published
        return with_dates(short, text[low:high], max(0, start - low), published.date() if published else None)
    return with_introduction(short, text[low:high], question) if kind == "person" else short


def _unit(number: str, after: str, question: str) -> int:
    """Return how many characters behind a number belong to it: a unit, or what it counts.

    What it counts belongs to it if it says more than the question: "mobility chairs" where it asks for "chairs".
    """
    if not _PATTERNS["ends_in_number"].search(number):
        return 0
    if found := _PATTERNS["unit"].match(after):
        return len(found[0])
    asked = frozenset(content_words(question).values())
    if asked and (counted := _PATTERNS["counted"].match(after)):
        words = counted[0].replace("-", " ").split()
        for length in range(len(words), 1, -1):
            which, head = words[: length - 1], words[length - 1]
            tells = len(content_words(" ".join(which))) == len(which) and asked.isdisjoint(stems(" ".join(which)))
            if tells and asked.issuperset(stems(head)):
                return sum(len(word) + 1 for word in words[:length])
    return 0


def same_short_answer(one: AnswerCandidate, other: AnswerCandidate) -> bool:
    """Return whether two candidates give the same number, the same day, or words within the other's."""
    first, second = one.span.text, other.span.text
    numbers = [next((number.value for number in numbers_in(text)), None) for text in (first, second)]
    if numbers != [None, None]:
        return numbers[0] == numbers[1]
    days = [_day(candidate) for candidate in (one, other)]
    if days != ["", ""]:
        return days[0] == days[1]
    words = [frozenset(_PATTERNS["word"].findall(text.casefold())) for text in (first, second)]
    return all(words) and (words[0] <= words[1] or words[1] <= words[0])


def _day(candidate: AnswerCandidate) -> str:
    """Return the date that a weekday in the span means; the span if that is not certain, "" without a weekday."""
    if not weekday_in(candidate.span.text):
        return ""
    (low, high), published = candidate.sentence, candidate.piece.article.published
    sentence, span = candidate.piece.text[low:high], candidate.span
    day = with_dates(span.text, sentence, span.start - low, published.date() if published else None)
    return day.partition(" (")[0].casefold()


def _closed(text: str) -> str:
    """Close brackets and quotation marks that trimming the edges cut off."""
    for opened, closing in (("(", ")"), ("“", "”"), ("[", "]")):
        if text.count(opened) > text.count(closing):
            text += closing
    return text
