"""Answer which of two came first, or compare them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.errors import DateError
from index.text.dates import date_in_words, parse_moment
from rag.answering.compose import Line, compose_answer, refuse
from rag.language.coreference import with_references as alone
from rag.language.dates import day_of
from rag.language.keywords import Keyword, keywords_of, term_overlap
from rag.language.patterns import load_patterns
from rag.language.sentence import Sentence, sentences_of
from rag.query.analysis import QuestionAnalysis
from rag.query.sides import asks_for_later, asks_whether
from rag.ranking.name_forms import names_of
from rag.schema.answer import Answer, Notice
from rag.schema.evidence import Evidence

ABOUT = 0.6
"""Share of a side's words that its sentence, with the heading, must have; it must have all names."""
LONGEST_SHORT = 320
_PATTERNS = load_patterns("event_days")
_FULL = _PATTERNS["full"]
_WEEKDAY = _PATTERNS["weekday"]
_REPORTED = _PATTERNS["reported"]
_AHEAD = _PATTERNS["ahead"]
_OTHER_TIME = _PATTERNS["other_time"]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its words in the question, its sentence, and the day that the sentence gives.

    `reported` is whether that is only the day of the report.
    """

    words: str
    sentence: Sentence
    day: date | None
    reported: bool

    @property
    def dated(self) -> str:
        """The words with the day."""
        return f"{self.words} ({'reported ' * self.reported}{date_in_words(self.day)})" if self.day else self.words


def answer_which_first(analysis: QuestionAnalysis, evidence: Sequence[Evidence]) -> Answer:
    """Which of the two came first, by the days that their sentences give; not found where either has none."""
    question, sides = analysis.question, _sides(analysis, evidence)
    if sides is None:
        return refuse(question, evidence)
    one, other = sides
    if one.day is None or other.day is None or one.day == other.day:
        return refuse(question, evidence)
    first, second = (one, other) if one.day < other.day else (other, one)
    lines = [Line(first.sentence), Line(second.sentence)]
    whether = asks_whether(question)
    if whether:
        holds = (one.day < other.day) is (whether == "before")
        told = f"{'Yes' if holds else 'No'}: {first.dated} came before {second.dated}"
    elif asks_for_later(question):
        told, lines = f"{_upper(second.dated)}, after {first.dated}", lines[::-1]
    else:
        told = f"{_upper(first.dated)}, before {second.dated}"
    return compose_answer(question, told, 0.7, lines)


def answer_comparison(analysis: QuestionAnalysis, evidence: Sequence[Evidence]) -> Answer | None:
    """What is told of the two, one after the other, or in the one sentence that tells of both; partial where only one
    is told of, None where there are no two."""
    question, parted = analysis.question, analysis.parts
    if not parted:
        return None
    found = [_side(words, evidence) for words in parted]
    told = [side for side in found if side]
    if not told:
        return refuse(question, evidence)
    both = next((side for side in told if all(_tells(words, side.sentence) for words in parted)), None)
    sentences = [both.sentence] if both else list({side.sentence.key: side.sentence for side in told}.values())
    short = " ".join(alone(sentence) for sentence in sentences)
    short = short if len(short) <= LONGEST_SHORT else alone(sentences[0])
    lines = [Line(sentence) for sentence in sentences]
    if len(told) == 2:
        return compose_answer(question, short, 0.6, lines)
    missing = Notice("partial", f"None of the articles tells of {parted[0] if found[0] is None else parted[1]}.")
    return compose_answer(question, short, 0.4, lines, "partial", missing)


def _sides(analysis: QuestionAnalysis, evidence: Sequence[Evidence]) -> tuple[Side, Side] | None:
    if not analysis.parts:
        return None
    one, other = (_side(words, evidence) for words in analysis.parts)
    return (one, other) if one and other else None


def _side(words: str, evidence: Sequence[Evidence]) -> Side | None:
    """Return the sentence that has most of a side's words; the first of equals."""
    terms = keywords_of(words, [f"{piece.article.title}\n{piece.text}" for piece in evidence], names_of(evidence))
    rated = [(_about(terms, one), -n, one) for n, one in enumerate(sentences_of(evidence))] if terms else []
    best = max(rated, key=lambda rate: rate[:2], default=None)
    if best is None or best[0] < ABOUT:
        return None
    return Side(words, best[2], *event_day(best[2]))


def _about(terms: Sequence[Keyword], one: Sentence) -> float:
    """Return how much a sentence is about a side; the first sentence of an article counts with its heading."""
    title = one.piece.article.title
    names = [term for term in terms if term.name]
    if term_overlap(names, f"{title}\n{one.before}\n{one.text}") < 1.0:
        return 0.0
    near = term_overlap(terms, f"{title}\n{one.before}\n{one.text}")
    own = term_overlap(terms, f"{title}\n{one.text}" if _leads(one) else one.text)
    return 0.6 * own + 0.4 * near + 0.2 * _leads(one) * own


def _tells(words: str, one: Sentence) -> bool:
    terms = keywords_of(words, [one.text])
    return bool(terms) and term_overlap(terms, one.text) >= ABOUT


def _leads(one: Sentence) -> bool:
    return one.start == 0


def event_day(sentence: Sentence) -> tuple[date | None, bool]:
    """Return the day that a sentence gives for its event, and whether it is only the day of the report.

    The day is the full date or the weekday in the sentence, else the article's, if the sentence begins the article and
    names no other time.
    """
    text, published = sentence.text, sentence.day
    if found := _FULL.search(text):
        try:
            return parse_moment(found[0]).date(), False
        except DateError:
            return None, False
    other = _OTHER_TIME.search(text)
    if other and not _AHEAD.search(text[: other.start()]):
        return None, False
    if published and (weekday := _WEEKDAY.search(text)):
        reported = bool(_REPORTED.search(text[: weekday.start()]))
        return day_of(weekday[0], text, weekday.start(), published), reported
    return (published, True) if _leads(sentence) else (None, False)


def _upper(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
