"""Answer with a list: items from several passages, each cited. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from rag.answering.compose import Line, compose_answer, in_print
from rag.answering.refusal import refuse
from rag.language.entities import names_in, persons_in
from rag.language.patterns import load_patterns
from rag.language.sentences import same_statement
from rag.language.words import written_words
from rag.query.analysis import QuestionAnalysis
from rag.query.answer_type import AnswerType, fits_answer_type
from rag.ranking.short_answer import short_answer
from rag.ranking.span_ranking import FEATURES, AnswerCandidate, sentence_of
from rag.ranking.thresholds import CONFIDENT, answer_threshold
from rag.schema.answer import Answer
from rag.schema.evidence import Evidence

SENTENCES, ITEMS = 5, 12
"""Most sentences that are cited, and most items of the short answer."""
BESIDE = 0.6
"""Confidence of a further item, relative to the best."""
ROW = 0.5
"""Bonus of a candidate that names several things, relative to one that names one."""
HALF, GLIMPSED, LONG = 0.5, 0.06, 3
"""A row of LONG names counts if its sentence and those beside it have half of the question's words, and the reader's
confidence there is at least GLIMPSED."""
_ABOUT = FEATURES.index("in_window")
_PATTERNS = load_patterns("listing")
_JOIN = _PATTERNS["join"]
_OF_A_PLACE = _PATTERNS["of_a_place"]
_NAMED: frozenset[AnswerType] = frozenset({"person", "place", "organisation"})


@dataclass(frozen=True, slots=True)
class ListItem:
    """Items in a candidate's sentence, and the confidence that they belong to the list."""

    sure: float
    choice: AnswerCandidate
    items: tuple[str, ...]


def answer_list(analysis: QuestionAnalysis, evidence: Sequence[Evidence], ranked: Sequence[AnswerCandidate]) -> Answer:
    """Answer with the items that the candidates name, surest first, and a sentence for each that adds a new item."""
    question = analysis.question
    if not ranked or ranked[0].confidence < answer_threshold(question, evidence):
        return refuse(question, evidence, ranked[0].confidence if ranked else 0.0)
    kind, sure = analysis.answer_type, ranked[0].confidence
    offers = sorted(chain.from_iterable(_offers(choice, kind) for choice in ranked), key=lambda offer: -offer.sure)
    items: dict[str, str] = {}
    lines: list[Line] = []
    for offer in offers:
        if offer.sure < max(CONFIDENT, BESIDE * sure) or len(lines) == SENTENCES:
            break
        new = {
            item.casefold(): item for item in offer.items if _may_be(kind, item) and not _held(item, items, question)
        }
        sentence = sentence_of(offer.choice)
        if lines and (not new or any(same_statement(sentence, line.sentence) for line in lines)):
            continue
        items |= new
        copies = [
            sentence_of(other) for other in ranked if other.words == offer.choice.words and other is not offer.choice
        ]
        lines.append(Line(sentence, tuple(copies)))
    named = list(items.values())[:ITEMS]
    short = (in_print(named) if kind in _NAMED else "; ".join(named)) or short_answer(offers[0].choice, kind, question)
    return compose_answer(question, short, sure, lines)


def _offers(choice: AnswerCandidate, kind: AnswerType) -> Iterator[ListItem]:
    """Yield what a candidate names: its span or the row around it, and a long row elsewhere in its sentence."""
    text, (low, high) = choice.piece.text, choice.sentence
    sentence = text[low:high]
    row = _row(sentence, choice.span.start - low, choice.span.end - low) if kind in _NAMED else []
    yield ListItem(choice.confidence * (1 + ROW * (len(row) > 1)), choice, _written(row) or (short_answer(choice),))
    if kind in _NAMED and choice.confidence >= GLIMPSED and choice.features[_ABOUT] >= HALF:
        longest = max(_rows(sentence, kind, choice.piece.article.text), key=len, default=())
        if len(longest) >= LONG and set(longest) != set(row):
            yield ListItem(CONFIDENT + choice.confidence, choice, _written(longest))


def _written(row: Sequence[str]) -> tuple[str, ...]:
    """Return the names as in print, not in a dateline's capitals."""
    return tuple(item.title() if item.isupper() and len(item) > 3 else item for item in row)


def _rows(sentence: str, kind: AnswerType, article: str) -> list[Sequence[str]]:
    """Return every row of names in a sentence: people's if people are asked for, else anything but people's."""
    people = {name.text for name in persons_in(sentence, article)}
    rows = [_row(sentence, name.start, name.end) for name in names_in(sentence)]
    return [row for row in rows if (people >= set(row) if kind == "person" else not people & set(row))]


def _row(sentence: str, start: int, end: int) -> list[str]:
    """Return the row of names ("Kyiv, Lviv and Kharkiv") that has one in `sentence[start:end]`."""
    names = names_in(sentence)
    inside = [n for n, name in enumerate(names) if name.start < end and name.end > start]
    if not inside:
        return []
    first, last = inside[0], inside[-1]
    while first > 0 and _JOIN.match(sentence[names[first - 1].end : names[first].start]):
        first -= 1
    while last + 1 < len(names) and _JOIN.match(sentence[names[last].end : names[last + 1].start]):
        last += 1
    return [name.text for name in names[first : last + 1]]


def _may_be(kind: AnswerType, item: str) -> bool:
    """Return whether an item can be listed: of places, people and bodies only names."""
    if kind in _NAMED and not names_in(item):
        return False
    return fits_answer_type(kind, item) and not (kind == "place" and _OF_A_PLACE.search(item))


def _held(item: str, items: dict[str, str], question: str) -> bool:
    """Return whether an item is listed already, in more words or fewer, or stands in the question."""
    words = frozenset(item.casefold().split())
    asked = words <= frozenset(written_words(question.casefold()))
    return asked or any(words <= frozenset(other.split()) or frozenset(other.split()) <= words for other in items)
