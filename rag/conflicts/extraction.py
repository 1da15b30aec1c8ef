"""Reports: what each sentence that answers gives as the value asked for, according to whom, when, and of what. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from index.article import Article
from index.text.analyzer import stems
from index.text.sentences import Span as Bounds
from index.text.sentences import sentence_spans
from rag.conflicts.days import days_of
from rag.conflicts.quantity_query import QuantityQuery, places_in
from rag.conflicts.value import Value, value_of
from rag.language.attribution import attribution_of
from rag.language.corrections import SELF_CORRECTION
from rag.language.counted_nouns import counted_noun
from rag.language.entities import MONTHS_AND_DAYS, names_in
from rag.language.figures import plain_figures
from rag.language.keywords import Keyword, content_stems, term_overlap
from rag.language.mention import Mention
from rag.language.numbers import numbers_in
from rag.language.quantities import Figure
from rag.language.sentence import Sentence
from rag.language.word_lists import word_set
from rag.query.answer_type import COUNTING
from rag.ranking.short_answer import short_answer
from rag.ranking.span_ranking import AnswerCandidate, sentence_of
from rag.reader.model import Span
from rag.schema.evidence import Evidence

TOPIC = 0.5
"""The share that an article must have of the question's other words, relative to the one that has most of them."""
NEARLY = 0.9
"""How sure a second value of an article must be, relative to its first."""
PARTY, ROOT = 0.5, 4
"""The share of the shorter name's words that two names of one party have in common, and letters that make them so."""
_BODIES = frozenset(
    stem
    for word in word_set(
        """
        ministry minister service company office department agency council authority command headquarters board group
        official spokesman spokeswoman state national regional local city country government
        """
    )
    for stem in stems(word)
)
"""What parties of many kinds are: by these alone two names of one party cannot be told."""
_PERSONS = re.compile(
    r"^(?:people|persons?|men|women|children|victims?|bodies|lives|crew|passengers?|residents?|students?|patients?|pupils?|"
    r"police|troops|civilians?|dead|others?|more|injured|wounded|demonstrators|\w+(?:ers|ors|ists|ians|men|women))$"
)
_ANYONE = re.compile(r"^(?:people|persons|men|women|others|more)$")
_DOERS = re.compile(r"^(?:demonstrat|protest|march|particip|attende|vot|evacue|arriv)\w+s$", re.IGNORECASE)
"""Who does what was asked of: of a march, "people" are its demonstrators."""
_CLOCK = re.compile(r"\b(?:by|as of|at|until)\s(?P<hour>\d{1,2}):(?P<minute>\d{2})\b", re.IGNORECASE)
_THING = re.compile(
    r"^[\s-](?:(?:more|other|further|of the|of|enemy|new)\s)*"
    r"(?!(?:in|at|on|by|as|from|after|before|when|while|during|and|or|but|over|near|for|to)\b)"
    r"(?P<thing>[^\W\d_][\w-]*(?:\s(?!(?:was|is|has|does)\b)[a-z]\w*s\b)?)"
)
_NUMBER_OF = re.compile(
    r"(?<!latest )(?<!newest )(?<!first )(?<!own )\b(?:number|tally|count|total) of (?:the )?"
    r"(?P<thing>[a-z][\w-]*(?: [a-z]\w*s\b)?)",
    re.IGNORECASE,
)
_REVISED = re.compile(
    r"\b(?:revised|raised|lowered|corrected|cut|up|down|rose|risen|fell|fallen|climbed|grew|increased|dropped)\b[^,.;]{0,60}"
    r"\bfrom\s*$",
    re.IGNORECASE,
)
_WITHDRAWN = re.compile(
    r"\b(?:(?:up|down|revised|raised|lowered|corrected|cut|risen|fallen)\b[^,.;]{0,60}\bfrom|"
    r"instead of|rather than|not|and not|"
    r"(?:earlier|previously|initially|first|before that) (?:\w+ ){0,2}?"
    r"(?:given|said|reported|put|spoken of|counted|of)|"
    r"(?:had )?(?:earlier|first|previously|initially) (?:gave|said|reported|given|put)|(?:after )?speaking of|"
    r"earlier (?:figure|count|toll|number|estimate) of)\s+(?:(?:about|around|roughly|nearly|some|the)\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Report:
    """A value, and the sentence that gives it.

    `days` and `places` are those that the sentence names; `thing` is what it counts where that is something else than
    what was asked for, `about` whether it is of whom and what the question names, as far as it says. `sure` is how sure
    it is that the value answers the question; `certain` whether the sentence itself names what the question does.
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
        """When this was said: the hour that the sentence gives, else the article's update, else its publication."""
        article = self.sentence.piece.article
        moment = article.updated or article.published
        clock = _CLOCK.search(self.sentence.text)
        if moment and clock and len(self.days) == 1 and int(clock["hour"]) < 24:
            at = datetime.combine(next(iter(self.days)), time(int(clock["hour"]), int(clock["minute"]) % 60), UTC)
            return min(at, moment.astimezone(UTC))
        return moment.astimezone(UTC) if moment else None

    @property
    def place(self) -> tuple[str, int]:
        """The article, and where the sentence begins in it."""
        return self.sentence.piece.article.id, self.sentence.start


def extract_reports(asked: QuantityQuery, pieces: Sequence[Evidence]) -> list[Report]:
    """A report for each figure of the pieces' passages of which a sentence says what was asked about."""
    rated = [(term_overlap(asked.topic, f"{piece.article.title}\n{piece.article.text}"), piece) for piece in pieces]
    best = max((topic for topic, _ in rated), default=0.0)
    near = [piece for topic, piece in rated if topic >= TOPIC * best and _has_names(asked, piece.article)]
    found = [report for piece in near for report in _of_piece(asked, piece)]
    mistakes = [one for piece in near for one in _mistakes_in(asked, piece)]
    return list({(*one.place, one.value.words): one for one in found if not _is_taken_back(one, mistakes)}.values())


def reports_of_candidates(asked: QuantityQuery, ranked: Iterable[AnswerCandidate], least: float) -> list[Report]:
    """The reports of choices that are at least so sure, best first: one of each article, and another that is nearly as
    sure where the question names what both are of."""
    told: dict[str, list[Report]] = {}
    for choice in sorted(ranked, key=lambda one: -one.confidence):
        mine = told.setdefault(choice.piece.article.id, [])
        if choice.confidence < least:
            break
        if mine and not (len(mine) == 1 and asked.names and choice.confidence >= NEARLY * mine[0].sure):
            continue
        published = choice.piece.article.published
        short = short_answer(choice, asked.kind, asked.question)
        value = value_of(asked.kind, short, choice.span.text, published.date() if published else None)
        if value and not _counts_other(asked, choice) and not any(value.same(one.value) for one in mine):
            mine.append(replace(_report(asked, value, sentence_of(choice), choice.confidence), about=True))
    return [one for reports in told.values() for one in reports]


def same_party(one: str, other: str) -> bool:
    """Whether two attributions name one party: "Ukraine's air force" and "the air force"."""
    first, second = content_stems(one), content_stems(other)
    if first - _BODIES and second - _BODIES:
        first, second = first - _BODIES, second - _BODIES
    shared = sum(any(_is_one_word(word, another) for another in second) for word in first)
    return bool(first and second) and shared >= PARTY * min(len(first), len(second))


def _is_one_word(one: str, other: str) -> bool:
    """Whether two stems are of one word: builder and building."""
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= ROOT and long.startswith(short))


def parties(reports: Sequence[Report]) -> list[str]:
    """The parties that reports are attributed to, each once."""
    kept: list[str] = []
    for report in reports:
        if report.attribution and not any(same_party(report.attribution, one) for one in kept):
            kept.append(report.attribution)
    return kept


def _of_piece(asked: QuantityQuery, piece: Evidence) -> Iterator[Report]:
    text = piece.text
    for bounds in sentence_spans(text):
        said = text[slice(*bounds)]
        if SELF_CORRECTION.search(said):
            continue
        for figure in map(_as_revised, plain_figures(said)):
            thing = _other_thing(asked, figure)
            counts = asked.counts(said, figure) and not _WITHDRAWN.search(said[: figure.start])
            if counts and (not thing or asked.is_beside(thing)):
                yield _figure_report(asked, piece, bounds, figure, thing)


def _mistakes_in(asked: QuantityQuery, piece: Evidence) -> Iterator[Report]:
    """The figure that each sentence in which a paper takes back what it wrote begins with."""
    for bounds in sentence_spans(piece.text):
        said = piece.text[slice(*bounds)]
        figures = [one for one in plain_figures(said) if asked.counts(said, one)]
        if figures and SELF_CORRECTION.search(said):
            yield _figure_report(asked, piece, bounds, figures[0], "")


def _is_taken_back(report: Report, mistakes: Iterable[Report]) -> bool:
    """Whether the outlet of a report has taken its figure back since."""
    return any(
        report.value.same(one.value)
        and report.sentence.piece.article.source == one.sentence.piece.article.source
        and report.told is not None
        and one.told is not None
        and report.told < one.told
        for one in mistakes
    )


def _as_revised(figure: Mention[Figure]) -> Mention[Figure]:
    """Of "revised from 41 to 50", which reads as a span, the figure that it was revised to."""
    if not figure.item.span or not _REVISED.search(figure.text[: figure.start]):
        return figure
    last = list(numbers_in(figure.words))[-1]
    item = replace(figure.item, low=figure.item.value, high=figure.item.value, span=False)
    return Mention(item, figure.text, figure.start + last.start, figure.end)


def _figure_report(
    asked: QuantityQuery, piece: Evidence, bounds: Bounds, figure: Mention[Figure], thing: str
) -> Report:
    start, end = bounds[0] + figure.start, bounds[0] + figure.end
    choice = AnswerCandidate(piece, Span(figure.words, start, end, 0.0), bounds, ())
    value = Value(short_answer(choice, asked.kind, asked.question), figure=figure.item)
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


def _counts_other(asked: QuantityQuery, choice: AnswerCandidate) -> bool:
    """Whether the figure of a choice counts something else than what was asked for: houses, not people."""
    if asked.kind not in COUNTING:
        return False
    begin, end = choice.sentence
    figures = [one for one in plain_figures(choice.piece.text[begin:end]) if begin + one.end > choice.span.start]
    thing = _other_thing(asked, figures[0]) if figures else ""
    return bool(thing) and not asked.is_beside(thing)


def _other_thing(asked: QuantityQuery, figure: Mention[Figure]) -> str:
    """The word for what a figure counts, where it is not what was asked for."""
    text, thing = figure.text, ""
    if figure.item.noun and not asked.is_noun(figure.item.noun):
        found = _THING.match(text[figure.end :])
        thing = found["thing"].split()[-1] if found else ""
    elif not figure.item.noun and not asked.is_noun(content_stems(text)):
        found = _NUMBER_OF.search(text)
        thing = found["thing"].split()[-1] if found else asked.beside_in(text)
    people = bool(_PERSONS.search(thing.lower()))
    if asked.noun is None:
        return "" if people or not asked.counts_people or asked.is_deed(thing) else thing
    # "160,000 people voted": who did what was asked for, counted by the doing.
    doers = bool(_DOERS.match(counted_noun(asked.question)))
    if doers and (_ANYONE.match(thing.lower()) or asked.is_deed(thing)):
        return ""
    return "" if people and asked.is_noun(content_stems(text)) else thing


def _has_names(asked: QuantityQuery, article: Article) -> bool:
    """Whether an article has all names of the question: else it is of something else."""
    whole, day = f"{article.title}\n{article.text}", article.published.date() if article.published else None
    return all(term_overlap([term], whole, day) for term in asked.names)


def _is_about(asked: QuantityQuery, sentence: Sentence, attribution: str) -> bool:
    """Whether a sentence is of whom and what the question names: it names one of them, or nobody else."""
    text = sentence.text
    wanted = [term for term in asked.names if not asked.is_place(term)]
    if not wanted or any(term_overlap([term], text, sentence.day) for term in wanted):
        return True
    near = " ".join((attribution, *places_in(text), *asked.places, *_scene(wanted, sentence.piece.article))).casefold()
    others = [one.text for one in names_in(text) if MONTHS_AND_DAYS.isdisjoint(one.words)]
    return all(name.casefold() in near for name in others if not any(numbers_in(name)))


def _scene(wanted: Sequence[Keyword], article: Article) -> Iterator[str]:
    """The places that an article names in one breath with whom and what the question names: "the Grey Heron sank off
    Tolland"; what it tells of these later is of the same."""
    for said in (article.text[slice(*bounds)] for bounds in sentence_spans(article.text)):
        if any(term_overlap([term], said) for term in wanted):
            yield from places_in(said)
