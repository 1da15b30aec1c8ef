"""What a question asks, analysed once: everything after the analysis takes it and the evidence. Pure but for a language
model that completes a follow-up."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from index.aliases.names import Names
from index.filters import Filter
from index.search.search import ContextQuery
from rag.language.counted_nouns import counted_noun
from rag.language.dates.interval import Interval
from rag.language.keywords import Keyword, keywords_of
from rag.query.answer_type import COUNTING, AnswerType, answer_type_of
from rag.query.condense import context_of
from rag.query.date_scope import DateScope, date_scope_of
from rag.query.declarative import declaratives_of
from rag.query.intent import Intent, intent_of
from rag.query.question_type import QuestionType, identity_of, question_type_of, topic_of
from rag.query.rewriting import Rewriter, StandaloneResult, understand
from rag.query.sides import compared_sides
from rag.query.time_scope import TimeScope, time_scope_of, without_times
from rag.schema.question import Question


@dataclass(frozen=True, slots=True)
class QuestionAnalysis:
    """A question, and what its words say about the answer that it wants.

    Attributes:
        text: The question as it was typed.
        standalone: The question, complete without the conversation before it.
        question: `standalone` without the words that only ask for days of publication. Search and reading use it.
        today: The day on which the question is asked.
        intent: A question for the articles, small talk, or a request about the conversation.
        question_type: The form of the answer: a span, a list, yes or no, ...
        answer_type: What a short answer must be: a number, a date, a person, ...
        keywords: The content words of `question`. The evidence says more about which are names: see `keywords_in`.
        counted_noun: The noun that the question wants counted ("missiles"), or "".
        subject: What an overview is about, or the name that a definition explains; else "".
        parts: The two sides of a comparison, or the claims of a yes-or-no question; else empty.
        time_scope: The times that the question asks about, and the days of publication that it asks for.
        date_scope: The filter for the search: the one that was given, narrowed by the question.
        context: What a search looks for besides the question, taken from the conversation.
        fault: Why the language model could not complete the question, or "".
    """

    text: str
    standalone: str
    question: str
    today: date
    intent: Intent
    question_type: QuestionType
    answer_type: AnswerType
    keywords: tuple[Keyword, ...]
    counted_noun: str
    subject: str
    parts: tuple[str, ...]
    time_scope: TimeScope
    date_scope: DateScope
    context: tuple[ContextQuery, ...] = ()
    fault: str = ""

    @property
    def events(self) -> tuple[Interval, ...]:
        """The times of what the question asks about."""
        return self.time_scope.events

    @property
    def filter(self) -> Filter:
        """The filter for the search."""
        return self.date_scope.filter

    @property
    def is_quantity(self) -> bool:
        """Whether the answer is a single value that reports count or measure."""
        return self.question_type == "span" and self.answer_type in COUNTING

    @property
    def queries(self) -> tuple[str, ...]:
        """The texts to search for: the subject of an overview, else the question and both sides of a comparison."""
        if self.question_type == "overview":
            return (self.subject or self.question,)
        return (self.question, *(self.parts if self.question_type in ("order", "comparison") else ()))

    def keywords_in(self, texts: Iterable[str], names: Names | None = None) -> tuple[Keyword, ...]:
        """Return the keywords, marked as names where `texts` mostly write them with a capital.

        Args:
            texts: Passages of the evidence.
            names: The names with several spellings by which the evidence was found; the project's own if None.
        """
        return keywords_of(self.question, texts, names)

    def without_times(self) -> "QuestionAnalysis":
        """Return the analysis of the same question without the words of its times; itself if it names none."""
        if not self.events:
            return self
        question = without_times(self.question, self.events)
        return replace(
            self,
            question=question,
            answer_type=answer_type_of(question),
            keywords=keywords_of(question, ()),
            counted_noun=counted_noun(question),
            subject=_subject(question, self.question_type),
            time_scope=replace(self.time_scope, events=(), rest=question),
        )


def analyze(question: Question, rewriter: Rewriter | None = None) -> QuestionAnalysis:
    """Analyse a question.

    Args:
        question: The question with its conversation and filter.
        rewriter: Completes a follow-up; rules do where it is None or fails. Small talk is not completed.
    """
    intent = intent_of(question.text, question.conversation)
    complete = understand(question, rewriter) if intent.is_question else StandaloneResult(question.text)
    time_scope = time_scope_of(complete.standalone, question.day)
    asked = time_scope.rest
    question_type = question_type_of(asked)
    return QuestionAnalysis(
        text=question.text,
        standalone=complete.standalone,
        question=asked,
        today=question.day,
        intent=intent,
        question_type=question_type,
        answer_type=answer_type_of(asked),
        keywords=keywords_of(asked, ()),
        counted_noun=counted_noun(asked),
        subject=_subject(asked, question_type),
        parts=_parts(asked, question_type),
        time_scope=time_scope,
        date_scope=date_scope_of(question.filter, time_scope.window),
        context=context_of(question.text, question.conversation),
        fault=complete.fault,
    )


def _subject(question: str, question_type: QuestionType) -> str:
    if question_type == "overview":
        return topic_of(question)
    return identity_of(question) if question_type == "definition" else ""


def _parts(question: str, question_type: QuestionType) -> tuple[str, ...]:
    if question_type in ("order", "comparison"):
        return compared_sides(question) or ()
    return declaratives_of(question) if question_type == "yes_no" else ()
