"""Extract reports: the value that a sentence gives, its source, its time and what it counts. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from index.article import Article
from index.text.sentences import Span as Bounds
from index.text.sentences import sentence_spans
from rag.conflicts.days import days_of
from rag.conflicts.quantity_query import QuantityQuery, places_in
from rag.conflicts.value import Value, value_of
from rag.language.attribution import attribution_of
from rag.language.corrections import SELF_CORRECTION
from rag.language.counted_nouns import counted_noun
from rag.language.dates.clock import reported_clock
from rag.language.entities import MONTHS_AND_DAYS, names_in
from rag.language.figures import plain_figures
from rag.language.keywords import Keyword, content_stems, term_overlap
from rag.language.mention import Mention
from rag.language.numbers import numbers_in
from rag.language.parties import same_party
from rag.language.patterns import load_patterns
from rag.language.quantities import Figure
from rag.language.sentences import Sentence
from rag.query.answer_type import COUNTING
from rag.ranking.short_answer import short_answer
from rag.ranking.span_ranking import AnswerCandidate, sentence_of
from rag.reader.model import Span
from rag.schema.evidence import Evidence

TOPIC = 0.5
"""Share of the question's topic words that an article needs, relative to the article with most of them."""
NEARLY = 0.9
"""Confidence that an article's second value needs, relative to its first."""
_PATTERNS = load_patterns("reported_figures")


@dataclass(frozen=True, slots=True)
class Report:
    """A value, and the sentence that gives it.

    Attributes:
        sure: Probability (0 to 1) that the value answers the question.
        attribution: Who the sentence says it according to; "" for the article itself.
        days: Days that the sentence names.
        places: Places that the sentence names, in lower case.
        thing: What the value counts, if that is not what was asked for.
        about: Whether the sentence names something of the question, or nothing else.
        certain: Whether the sentence itself has every name of the question.
    """

    value: Value
    sentence: Sentence
    sure: float
    attribution: str
    days: frozenset[date]
    places: frozenset[str]
    thing: str = ""
    about: bool = True
    certain: bool = True

    @property
    def told(self) -> datetime | None:
        """The time of the report: the hour in the sentence, else the article's update, else its publication."""
        article = self.sentence.piece.article
        moment = article.updated or article.published
        clock = reported_clock(self.sentence.text)
        if moment and clock and len(self.days) == 1:
            return min(datetime.combine(next(iter(self.days)), clock, UTC), moment.astimezone(UTC))
        return moment.astimezone(UTC) if moment else None

    @property
    def place(self) -> tuple[str, int]:
        """Article id, and offset of the sentence in the article."""
        return self.sentence.piece.article.id, self.sentence.start


def extract_reports(asked: QuantityQuery, pieces: Sequence[Evidence]) -> list[Report]:
    """Extract one report per figure whose sentence matches the question.

    Articles that lack a name of the question or are far from its topic are passed over, and so are figures that their
    publisher has corrected since.
    """
    rated = [(term_overlap(asked.topic, f"{piece.article.title}\n{piece.article.text}"), piece) for piece in pieces]
    best = max((overlap for overlap, _ in rated), default=0.0)
    near = [piece for overlap, piece in rated if overlap >= TOPIC * best and _has_names(asked, piece.article)]
    reports = [report for piece in near for report in _reports_in(asked, piece)]
    mistakes = [mistake for piece in near for mistake in _mistakes_in(asked, piece)]
    kept = (report for report in reports if not _is_taken_back(report, mistakes))
    return list({(*report.place, report.value.words): report for report in kept}.values())


def reports_of_candidates(asked: QuantityQuery, ranked: Iterable[AnswerCandidate], least: float) -> list[Report]:
    """Return the reports of answer candidates, one per article, best first.

    An article may give a second value if it is nearly as certain and the question names what both are about.

    Args:
        asked: What the question asks the value of.
        ranked: Answer candidates in any order.
        least: Lowest confidence (0 to 1) that is kept.
    """
    by_article: dict[str, list[Report]] = {}
    for candidate in sorted(ranked, key=lambda candidate: -candidate.confidence):
        own = by_article.setdefault(candidate.piece.article.id, [])
        if candidate.confidence < least:
            break
        if own and not (len(own) == 1 and asked.names and candidate.confidence >= NEARLY * own[0].sure):
            continue
        published = candidate.piece.article.published
        short = short_answer(candidate, asked.kind, asked.question)
        value = value_of(asked.kind, short, candidate.span.text, published.date() if published else None)
        if value and not _counts_other(asked, candidate) and not any(value.same(report.value) for report in own):
            own.append(replace(_report(asked, value, sentence_of(candidate), candidate.confidence), about=True))
    return [report for reports in by_article.values() for report in reports]


def parties(reports: Sequence[Report]) -> list[str]:
    """Return the parties that reports are attributed to, each once."""
    kept: list[str] = []
    for report in reports:
        if report.attribution and not any(same_party(report.attribution, one) for one in kept):
            kept.append(report.attribution)
    return kept


def _reports_in(asked: QuantityQuery, piece: Evidence) -> Iterator[Report]:
    for bounds in sentence_spans(piece.text):
        sentence = piece.text[slice(*bounds)]
        if SELF_CORRECTION.search(sentence):
            continue
        for figure in map(_as_revised, plain_figures(sentence)):
            thing = _other_thing(asked, figure)
            counts = asked.counts(sentence, figure) and not _PATTERNS["withdrawn"].search(sentence[: figure.start])
            if counts and (not thing or asked.is_beside(thing)):
                yield _figure_report(asked, piece, bounds, figure, thing)


def _mistakes_in(asked: QuantityQuery, piece: Evidence) -> Iterator[Report]:
    """Yield the figures that a paper takes back: the first one of each sentence of correction."""
    for bounds in sentence_spans(piece.text):
        sentence = piece.text[slice(*bounds)]
        figures = [figure for figure in plain_figures(sentence) if asked.counts(sentence, figure)]
        if figures and SELF_CORRECTION.search(sentence):
            yield _figure_report(asked, piece, bounds, figures[0], "")


def _is_taken_back(report: Report, mistakes: Iterable[Report]) -> bool:
    """Return whether the report's publisher has taken its figure back since."""
    return any(
        report.value.same(mistake.value)
        and report.sentence.piece.article.source == mistake.sentence.piece.article.source
        and report.told is not None
        and mistake.told is not None
        and report.told < mistake.told
        for mistake in mistakes
    )


def _as_revised(figure: Mention[Figure]) -> Mention[Figure]:
    """Return the new figure of "revised from 41 to 50", which reads as a range; any other figure as it is."""
    if not figure.item.span or not _PATTERNS["revised"].search(figure.text[: figure.start]):
        return figure
    last = list(numbers_in(figure.words))[-1]
    item = replace(figure.item, low=figure.item.value, high=figure.item.value, span=False)
    return Mention(item, figure.text, figure.start + last.start, figure.end)


def _figure_report(
    asked: QuantityQuery, piece: Evidence, bounds: Bounds, figure: Mention[Figure], thing: str
) -> Report:
    start, end = bounds[0] + figure.start, bounds[0] + figure.end
    candidate = AnswerCandidate(piece, Span(figure.words, start, end, 0.0), bounds, ())
    value = Value(short_answer(candidate, asked.kind, asked.question), figure=figure.item)
    return _report(asked, value, Sentence.within(piece, bounds), 1.0, thing)


def _report(asked: QuantityQuery, value: Value, sentence: Sentence, sure: float, thing: str = "") -> Report:
    attribution = attribution_of(sentence)
    return Report(
        value=value,
        sentence=sentence,
        sure=sure,
        attribution=attribution,
        days=days_of(sentence),
        places=places_in(sentence.text),
        thing=thing,
        about=_is_about(asked, sentence, attribution),
        certain=all(
            term_overlap([term], sentence.text, sentence.day) for term in asked.names if not asked.is_place(term)
        ),
    )


def _counts_other(asked: QuantityQuery, candidate: AnswerCandidate) -> bool:
    """Return whether the figure of a candidate counts something that was not asked for: houses, not people."""
    if asked.kind not in COUNTING:
        return False
    begin, end = candidate.sentence
    every = plain_figures(candidate.piece.text[begin:end])
    figures = [figure for figure in every if begin + figure.end > candidate.span.start]
    thing = _other_thing(asked, figures[0]) if figures else ""
    return bool(thing) and not asked.is_beside(thing)


def _other_thing(asked: QuantityQuery, figure: Mention[Figure]) -> str:
    """Return the word for what a figure counts, if that is not what was asked for; "" otherwise."""
    text, thing = figure.text, ""
    if figure.item.noun and not asked.is_noun(figure.item.noun):
        counted = _PATTERNS["thing"].match(text[figure.end :])
        thing = counted["thing"].split()[-1] if counted else ""
    elif not figure.item.noun and not asked.is_noun(content_stems(text)):
        counted = _PATTERNS["number_of"].search(text)
        thing = counted["thing"].split()[-1] if counted else asked.beside_in(text)
    people = bool(_PATTERNS["people"].search(thing.lower()))
    if asked.noun is None:
        return "" if people or not asked.counts_people or asked.is_predicate(thing) else thing
    # "160,000 people voted" counts voters by what they did.
    doers = bool(_PATTERNS["doers"].match(counted_noun(asked.question)))
    if doers and (_PATTERNS["anyone"].match(thing.lower()) or asked.is_predicate(thing)):
        return ""
    return "" if people and asked.is_noun(content_stems(text)) else thing


def _has_names(asked: QuantityQuery, article: Article) -> bool:
    """Return whether an article has all names of the question; one that lacks any is about something else."""
    whole, day = f"{article.title}\n{article.text}", article.published.date() if article.published else None
    return all(term_overlap([term], whole, day) for term in asked.names)


def _is_about(asked: QuantityQuery, sentence: Sentence, attribution: str) -> bool:
    """Return whether a sentence has a name of the question, or no other name."""
    text = sentence.text
    wanted = [term for term in asked.names if not asked.is_place(term)]
    if not wanted or any(term_overlap([term], text, sentence.day) for term in wanted):
        return True
    near = " ".join((attribution, *places_in(text), *asked.places, *_scene(wanted, sentence.piece.article))).casefold()
    others = [mention.text for mention in names_in(text) if MONTHS_AND_DAYS.isdisjoint(mention.words)]
    return all(name.casefold() in near for name in others if not any(numbers_in(name)))


def _scene(wanted: Sequence[Keyword], article: Article) -> Iterator[str]:
    """Yield the places that an article names in one sentence with a name of the question.

    After "the Grey Heron sank off Tolland", what the article reports from Tolland is about the same event.
    """
    for sentence in (article.text[slice(*bounds)] for bounds in sentence_spans(article.text)):
        if any(term_overlap([term], sentence) for term in wanted):
            yield from places_in(sentence)
