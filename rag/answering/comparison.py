"""Answer which of two came first, or compare them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.errors import DateError
from index.text.dates import date_in_words, parse_moment
from rag.answering.compose import Line, compose_answer
from rag.answering.refusal import refuse
from rag.language.coreference import with_references
from rag.language.dates import day_of
from rag.language.keywords import Keyword, keywords_of, term_overlap
from rag.language.patterns import load_patterns
from rag.language.sentences import Sentence, sentences_of
from rag.query.analysis import QuestionAnalysis
from rag.query.sides import asks_for_later, asks_whether
from rag.ranking.name_forms import names_of
from rag.schema.answer import Answer, Notice
from rag.schema.evidence import Evidence

ABOUT = 0.6
"""Share of a side's words that its sentence, with the heading, must have; it must have all names."""
LONGEST_SHORT = 320
"""Characters of the longest short answer; a longer one is cut to its first sentence."""
_PATTERNS = load_patterns("event_days")
_FULL = _PATTERNS["full"]
_WEEKDAY = _PATTERNS["weekday"]
_REPORTED = _PATTERNS["reported"]
_AHEAD = _PATTERNS["ahead"]
_OTHER_TIME = _PATTERNS["other_time"]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two events or subjects that a question names.

    Attributes:
        words: Its words in the question.
        sentence: The sentence that is about it.
        day: The day that the sentence gives, None if it gives none.
        reported: Whether `day` is only the day of the report.
    """

    words: str
    sentence: Sentence
    day: date | None
    reported: bool

    @property
    def dated(self) -> str:
        """The words, followed by the day in brackets if it is known."""
        return f"{self.words} ({'reported ' * self.reported}{date_in_words(self.day)})" if self.day else self.words


def answer_which_first(analysis: QuestionAnalysis, evidence: Sequence[Evidence]) -> Answer:
    """Answer which of two events came first, by the days that their sentences give.

    The answer is "not_found" if a day is unknown, or if both days are the same.
    """
    question, sides = analysis.question, _sides(analysis, evidence)
    if sides is None:
        return refuse(question, evidence)
    first_named, second_named = sides
    if first_named.day is None or second_named.day is None or first_named.day == second_named.day:
        return refuse(question, evidence)
    first, second = (first_named, second_named) if first_named.day < second_named.day else (second_named, first_named)
    lines = [Line(first.sentence), Line(second.sentence)]
    asked_order = asks_whether(question)
    if asked_order:
        holds = (first_named.day < second_named.day) is (asked_order == "before")
        short = f"{'Yes' if holds else 'No'}: {first.dated} came before {second.dated}"
    elif asks_for_later(question):
        short, lines = f"{_upper(second.dated)}, after {first.dated}", lines[::-1]
    else:
        short = f"{_upper(first.dated)}, before {second.dated}"
    return compose_answer(question, short, 0.7, lines)


def answer_comparison(analysis: QuestionAnalysis, evidence: Sequence[Evidence]) -> Answer | None:
    """Compare two subjects: quote the sentence that covers both, else one sentence for each.

    Returns:
        The answer, "partial" if the articles cover only one subject; None if the question does not name two.
    """
    question, parts = analysis.question, analysis.parts
    if not parts:
        return None
    sides = [_side(words, evidence) for words in parts]
    answered = [side for side in sides if side]
    if not answered:
        return refuse(question, evidence)
    both = next((side for side in answered if all(_tells(words, side.sentence) for words in parts)), None)
    sentences = [both.sentence] if both else list({side.sentence.key: side.sentence for side in answered}.values())
    short = " ".join(with_references(sentence) for sentence in sentences)
    short = short if len(short) <= LONGEST_SHORT else with_references(sentences[0])
    lines = [Line(sentence) for sentence in sentences]
    if len(answered) == 2:
        return compose_answer(question, short, 0.6, lines)
    missing = Notice("partial", f"None of the articles tells of {parts[0] if sides[0] is None else parts[1]}.")
    return compose_answer(question, short, 0.4, lines, "partial", missing)


def _sides(analysis: QuestionAnalysis, evidence: Sequence[Evidence]) -> tuple[Side, Side] | None:
    if not analysis.parts:
        return None
    first, second = (_side(words, evidence) for words in analysis.parts)
    return (first, second) if first and second else None


def _side(words: str, evidence: Sequence[Evidence]) -> Side | None:
    """Return the sentence that has most of a side's words; the first of equals."""
    terms = keywords_of(words, [f"{piece.article.title}\n{piece.text}" for piece in evidence], names_of(evidence))
    rated = [(_about(terms, item), -n, item) for n, item in enumerate(sentences_of(evidence))] if terms else []
    best = max(rated, key=lambda rate: rate[:2], default=None)
    if best is None or best[0] < ABOUT:
        return None
    return Side(words, best[2], *event_day(best[2]))


def _about(terms: Sequence[Keyword], sentence: Sentence) -> float:
    """Return how much a sentence is about a side; the first sentence of an article counts with its heading."""
    title = sentence.piece.article.title
    names = [term for term in terms if term.name]
    if term_overlap(names, f"{title}\n{sentence.before}\n{sentence.text}") < 1.0:
        return 0.0
    near = term_overlap(terms, f"{title}\n{sentence.before}\n{sentence.text}")
    own = term_overlap(terms, f"{title}\n{sentence.text}" if _leads(sentence) else sentence.text)
    return 0.6 * own + 0.4 * near + 0.2 * _leads(sentence) * own


def _tells(words: str, sentence: Sentence) -> bool:
    terms = keywords_of(words, [sentence.text])
    return bool(terms) and term_overlap(terms, sentence.text) >= ABOUT


def _leads(sentence: Sentence) -> bool:
    return sentence.start == 0


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
