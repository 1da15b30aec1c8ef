"""Answer with a dated digest of the best sentences of several articles. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.text.dates import date_in_words
from index.text.sentences import sentence_spans
from rag.answering.compose import Line, compose_answer
from rag.answering.refusal import refuse
from rag.language.coreference import resolve_reference, with_references
from rag.language.corrections import SELF_CORRECTION
from rag.language.keywords import Keyword, content_words, keywords_of, term_overlap
from rag.language.numbers import numbers_in
from rag.language.patterns import load_patterns
from rag.language.sentences import Sentence, independent_sentences, same_statement, sentences_of
from rag.query.analysis import QuestionAnalysis
from rag.query.question_type import wants_latest
from rag.ranking.name_forms import names_of
from rag.ranking.rank_by_time import ANOTHER, evidence_of_time
from rag.schema.answer import Answer, Notice
from rag.schema.evidence import Evidence

SENTENCES = 6
"""Most sentences of the digest."""
PER_ARTICLE = 2
"""Most sentences of one article, if there are several."""
ABOUT = 0.7
"""Share of the subject's words that an article about it has."""
HALF, MEANT = 0.5, 0.43
"""Or half of the words, and this cosine similarity of its passage and the question."""
NAMED = 0.8
"""Share of the subject's names that the article must have in any case."""
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
"""Day of undated articles."""
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
    """Answer with a digest of what the articles say about the question's subject.

    The best sentence comes first and the others in order of time; newest first if the question asks for the latest.
    If the articles have sentences of the time asked for, the digest holds only these. If not, a question that
    names only a time is refused, unless it asks for the latest.
    """
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
    # A correction is no news of its own.
    news = [sentence for sentence in every if not SELF_CORRECTION.search(sentence.text)] or every
    rated = sorted((_rate(terms, sentence, evidence) for sentence in news), key=lambda item: -item.worth)
    latest = wants_latest(question)
    chosen = _chosen(rated, latest or not terms)
    if not chosen or chosen[0].worth <= 0:
        return refuse(question, evidence)
    ordered = _in_order(chosen, latest)
    lines = [_line(item, rated) for item in ordered]
    articles = len(independent_sentences([item.sentence for item in chosen]))
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


def _rate(terms: Sequence[Keyword], sentence: Sentence, evidence: Sequence[Evidence]) -> RatedSentence:
    article, text = sentence.piece.article, sentence.text
    spans = sentence_spans(article.text)
    first = bool(spans) and sentence.start == spans[0][0]
    early = sentence.start <= len(article.text) / 5
    words = len(text.split())
    overlap = term_overlap(terms, text) if terms else 0.0
    if first:
        # The first sentence says what the heading says, perhaps in other words.
        overlap = max(overlap, 0.9 * term_overlap(terms, article.title))
    worth = (
        2.0 * overlap
        + 0.6 * term_overlap([term for term in terms if term.name] or terms, text)
        + 0.4 * term_overlap(terms, article.title)
        + (LEAD if first else EARLY if early else 0.0)
        + 0.1 * (sentence.piece.hit.score - evidence[0].hit.score)
    )
    if terms and not overlap and not first:
        # If the heading is about the subject, early sentences and sentences with figures belong to the story.
        worth += 0.8 * term_overlap(terms, article.title) + (NUMBERS if any(numbers_in(text)) else 0.0) - 0.2
    if not _COMPLETE.search(text) or words < 5:
        worth -= 1.0
    if _UNEXPLAINED.match(text) and resolve_reference(sentence) == text:
        worth -= 1.5
    return RatedSentence(sentence, worth - (0.4 if text[0] in '"“‘' else 0.0) - (0.3 if words > 60 else 0.0))


def _chosen(rated: Sequence[RatedSentence], newest: bool) -> list[RatedSentence]:
    """Return the sentences of the digest.

    The best comes first, then those that are worth nearly as much and say something else; with `newest`, those of the
    newest articles come first.
    """
    if not rated:
        return []
    floor = NEAR * rated[0].worth
    near = [item for item in rated if item.worth >= floor]
    if newest:
        near.sort(key=lambda item: (item.day, item.worth), reverse=True)
    one_article = len({item.sentence.piece.article.id for item in near}) == 1
    kept: list[RatedSentence] = []
    for item in near:
        of_article = sum(other.sentence.piece.article.id == item.sentence.piece.article.id for other in kept)
        room = len(kept) < SENTENCES and of_article < (SENTENCES if one_article else PER_ARTICLE)
        if room and not any(same_statement(item.sentence, other.sentence) for other in kept):
            kept.append(item)
    return kept


def _in_order(chosen: Sequence[RatedSentence], latest: bool) -> list[RatedSentence]:
    if latest:
        return sorted(chosen, key=lambda item: (-item.day.toordinal(), -item.worth))
    first, *others = chosen
    return [first, *sorted(others, key=lambda item: (item.day, item.sentence.piece.article.id, item.sentence.start))]


def _line(rating: RatedSentence, rated: Sequence[RatedSentence]) -> Line:
    same = [other.sentence for other in rated if same_statement(rating.sentence, other.sentence)]
    copies = tuple(other for other in same if other.key == rating.sentence.key and other != rating.sentence)
    return Line(rating.sentence, copies, len(independent_sentences([rating.sentence, *same])), dated=True)


def _short(sentence: Sentence) -> str:
    day = sentence.day
    return f"{date_in_words(day)}: {with_references(sentence)}" if day else with_references(sentence)
