"""Answer with a dated digest of the best sentences of several articles. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.text.dates import date_in_words
from index.text.sentences import sentence_spans
from rag.answering.compose import Line, compose_answer, refuse
from rag.language.coreference import resolve_reference
from rag.language.coreference import with_references as alone
from rag.language.corrections import SELF_CORRECTION
from rag.language.keywords import Keyword, content_words, keywords_of, term_overlap
from rag.language.numbers import numbers_in
from rag.language.patterns import load_patterns
from rag.language.sentence import Sentence, independent_sentences, same_statement, sentences_of
from rag.query.analysis import QuestionAnalysis
from rag.query.question_type import wants_latest
from rag.ranking.name_forms import names_of
from rag.ranking.timely import ANOTHER, evidence_of_time
from rag.schema.answer import Answer, Notice
from rag.schema.evidence import Evidence

SENTENCES = 6
PER_ARTICLE = 2
"""Most sentences of one article, if there are several."""
ABOUT = 0.7
"""Share of the subject's words that an article about it has."""
HALF, MEANT = 0.5, 0.43
"""Or half of the words, and this cosine of its passage with the question."""
NAMED = 0.8
"""Share of the subject's names that it must have in any case."""
NUMBERS = 0.4
"""Worth of figures in a sentence that does not name the subject."""
NEAR = 0.45
"""Worth of a further sentence, relative to the best."""
LEAD, EARLY = 0.8, 0.3
"""Added worth of an article's first sentence, and of its first fifth."""
_PATTERNS = load_patterns("digest")
_WHEN = _PATTERNS["when"]
_UNEXPLAINED = _PATTERNS["unexplained"]
_COMPLETE = _PATTERNS["complete"]
_OLDEST = date.min
NOTHING_THEN = (
    "None of the articles is of the time asked for; the passages nearest to the question are listed as related."
)


@dataclass(frozen=True, slots=True)
class RatedSentence:
    """A sentence and its worth to the digest."""

    sentence: Sentence
    worth: float

    @property
    def day(self) -> date:
        """The day of its article; undated articles come before all others."""
        return self.sentence.day or _OLDEST


def answer_digest(analysis: QuestionAnalysis, evidence: Sequence[Evidence]) -> Answer:
    """A digest of what the articles tell of the question's subject: the best sentence first and then in order of time,
    or newest first where the latest is asked for. Of the times that it asks about alone where there is anything, and
    only of these where it names no other subject and not the latest."""
    question, events = analysis.question, analysis.events
    topic = _WHEN.sub("", analysis.without_times().subject).strip()
    if events and not content_words(topic):
        then = evidence_of_time(evidence, events)
        if not then and not wants_latest(question):
            return replace(refuse(question, evidence), notices=(Notice("not_found", NOTHING_THEN),))
        evidence, topic = then or evidence, ""
    terms = keywords_of(topic, [f"{piece.article.title}\n{piece.text}" for piece in evidence], names_of(evidence))
    if (topic and not terms) or not evidence:
        return refuse(question, evidence)
    about = [piece for piece in evidence if _is_about(terms, piece)]
    then = evidence_of_time(about, events)
    every = sentences_of(then or about)
    told = [one for one in every if not SELF_CORRECTION.search(one.text)] or every  # a correction is no news of its own
    rated = sorted((_rate(terms, one, evidence) for one in told), key=lambda one: -one.worth)
    latest = wants_latest(question)
    chosen = _chosen(rated, latest or not terms)
    if not chosen or chosen[0].worth <= 0:
        return refuse(question, evidence)
    ordered = _in_order(chosen, latest)
    lines = [_line(one, rated) for one in ordered]
    articles = len(independent_sentences([one.sentence for one in chosen]))
    other = (Notice("other_time", f"{ANOTHER}."),) if events and not then else ()
    return compose_answer(
        question, _short(ordered[0].sentence), min(0.9, 0.5 + 0.1 * articles), lines, "answered", *other
    )


def _is_about(terms: Sequence[Keyword], piece: Evidence) -> bool:
    """Return whether the article is about the subject: in its words, or in half of them and near in meaning."""
    whole, near = (f"{piece.article.title}\n{text}" for text in (piece.article.text, piece.text))
    if term_overlap([term for term in terms if term.name], whole) < NAMED or term_overlap(terms, near) < ABOUT / 2:
        return False
    shared = term_overlap(terms, whole)
    return shared >= ABOUT or (shared >= HALF and (piece.hit.dense or 0.0) >= MEANT)


def _rate(terms: Sequence[Keyword], one: Sentence, evidence: Sequence[Evidence]) -> RatedSentence:
    article, text = one.piece.article, one.text
    spans = sentence_spans(article.text)
    first = bool(spans) and one.start == spans[0][0]
    early = one.start <= len(article.text) / 5
    words = len(text.split())
    told = term_overlap(terms, text) if terms else 0.0
    if first:
        told = max(
            told, 0.9 * term_overlap(terms, article.title)
        )  # it tells what its heading says, perhaps in other words
    worth = (
        2.0 * told
        + 0.6 * term_overlap([term for term in terms if term.name] or terms, text)
        + 0.4 * term_overlap(terms, article.title)
        + (LEAD if first else EARLY if early else 0.0)
        + 0.1 * (one.piece.hit.score - evidence[0].hit.score)
    )
    if terms and not told and not first:
        # In an article whose heading is about the subject, what it tells early, and in figures, is part of the story.
        worth += 0.8 * term_overlap(terms, article.title) + (NUMBERS if any(numbers_in(text)) else 0.0) - 0.2
    if not _COMPLETE.search(text) or words < 5:
        worth -= 1.0
    if _UNEXPLAINED.match(text) and resolve_reference(one) == text:
        worth -= 1.5
    return RatedSentence(one, worth - (0.4 if text[0] in '"“‘' else 0.0) - (0.3 if words > 60 else 0.0))


def _chosen(rated: Sequence[RatedSentence], newest: bool) -> list[RatedSentence]:
    """The sentences of the digest: the best, then those that are worth nearly as much and say something else; of the
    newest articles first where the newest count."""
    if not rated:
        return []
    floor = NEAR * rated[0].worth
    near = [one for one in rated if one.worth >= floor]
    if newest:
        near.sort(key=lambda one: (one.day, one.worth), reverse=True)
    alone = len({one.sentence.piece.article.id for one in near}) == 1
    kept: list[RatedSentence] = []
    for one in near:
        of_article = sum(other.sentence.piece.article.id == one.sentence.piece.article.id for other in kept)
        room = len(kept) < SENTENCES and of_article < (SENTENCES if alone else PER_ARTICLE)
        if room and not any(same_statement(one.sentence, other.sentence) for other in kept):
            kept.append(one)
    return kept


def _in_order(chosen: Sequence[RatedSentence], latest: bool) -> list[RatedSentence]:
    if latest:
        return sorted(chosen, key=lambda one: (-one.day.toordinal(), -one.worth))
    first, *others = chosen
    return [first, *sorted(others, key=lambda one: (one.day, one.sentence.piece.article.id, one.sentence.start))]


def _line(one: RatedSentence, rated: Sequence[RatedSentence]) -> Line:
    same = [other.sentence for other in rated if same_statement(one.sentence, other.sentence)]
    copies = tuple(other for other in same if other.key == one.sentence.key and other != one.sentence)
    return Line(one.sentence, copies, len(independent_sentences([one.sentence, *same])), dated=True)


def _short(sentence: Sentence) -> str:
    day = sentence.day
    return f"{date_in_words(day)}: {alone(sentence)}" if day else alone(sentence)
