"""Make the whole stream: articles in order of fetching, with the truth about each."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal

from bench.stream.marks import Ledger, Placed
from bench.stream.outlets import Outlet, outlets, person
from bench.stream.phrases import FIRST, drawn, phrases
from bench.stream.reprint import credited, mistaken, reprinted, rewritten
from bench.stream.world import Event, events
from bench.stream.write import SPELT, Desk, asides, correction, filler_headline, headline, on_day, story

BEGIN = datetime(2022, 10, 17, tzinfo=UTC)
DAYS, PER_EVENT, FILLERS = 42, 36, 0.12
"""Length of the stream, articles per event, and the share of articles without an event; chosen, not measured."""
Kind = Literal["own", "agency", "rewrite", "reprint", "corrected", "note", "filler"]


@dataclass(frozen=True, slots=True)
class Written:
    """One version of an article, with its figures still marked.

    `moment` is when this version was published or updated. `cluster` is the id of the article that first had the text,
    and `origin` the outlet that wrote it. An article that is not `dated` does not say when it was published.
    """

    id: str
    title: str
    paragraphs: tuple[str, ...]
    outlet: Outlet
    authors: tuple[str, ...]
    published: datetime
    moment: datetime
    fetched: datetime
    cluster: str
    origin: str
    kind: Kind
    event: str = ""
    dated: bool = True


@dataclass(frozen=True, slots=True)
class Article:
    """A published version: its text and the position of each figure."""

    written: Written
    title: str
    text: str
    placed: tuple[Placed, ...]

    @property
    def row(self) -> dict[str, object]:
        """The article as a row for `citewell ingest`."""
        one = self.written
        dates = {"published": one.published.isoformat()} if one.dated else {}
        dates |= {"updated": one.moment.isoformat()} if one.moment != one.published and one.dated else {}
        address, authors = f"{one.outlet.address}/{one.id}", list(one.authors)
        fields = {"id": one.id, "title": self.title, "text": self.text, "source": one.outlet.name, "url": address}
        return {**fields, "authors": authors, **dates, "language": "en"}


@dataclass(frozen=True, slots=True)
class Stream:
    """Events and their articles in order of fetching; `book` names the phrase book."""

    book: str
    events: tuple[Event, ...]
    articles: tuple[Article, ...]


def stream(count: int = 2_000, seed: int = 7, book: str = FIRST) -> Stream:
    """Make a stream; the same arguments always give the same stream.

    Args:
        count: Number of articles; newer versions of some come on top.
        seed: Seed of the draws.
        book: Phrase book, one of BOOKS.
    """
    rng = random.Random(seed)
    happened = events(rng, max(1, round(count * (1 - FILLERS) / PER_EVENT)), BEGIN, DAYS)
    newsroom = Newsroom(rng, book)
    for number, event in enumerate(happened):
        share = round(count * (1 - FILLERS) * (number + 1) / len(happened))
        earlier = [one for one in happened if one.kind == event.kind and event.at - one.at > timedelta(days=7)]
        newsroom.cover(event, earlier, share)
    while newsroom.count < count:
        newsroom.fill()
    written = sorted(newsroom.written, key=lambda one: one.fetched)
    return Stream(book, tuple(happened), tuple(_published(one, newsroom.ledger) for one in written))


class Newsroom:
    """Writes the articles of all outlets."""

    def __init__(self, rng: random.Random, book: str) -> None:
        self.rng = rng
        self.phrases = phrases(book)
        self.ledger = Ledger()
        self.outlets = outlets()
        self.written: list[Written] = []
        self.count = 0

    def cover(self, event: Event, earlier: Sequence[Event], until: int) -> None:
        """Write articles on an event, until there are `until` articles in all."""
        texts: list[Written] = []
        while self.count < until:
            draw = self.rng.random()
            if texts and draw < 0.38:
                self._reprint(self.rng.choice(texts))
            elif draw < 0.50:
                texts.append(self._running(event, earlier, texts))
            else:
                texts.append(self._own(event, earlier))
                if draw > 0.95:
                    self._mistake(event, texts.pop())

    def fill(self) -> None:
        """Write an article without an event, and sometimes reprint it."""
        outlet, moment = self.rng.choice(self.outlets), BEGIN + timedelta(minutes=self.rng.randint(0, DAYS * 1_440))
        paragraphs = tuple(asides(self.rng, self.phrases) for _ in range(self.rng.randint(3, 5)))
        one = self._add("filler", outlet, moment, filler_headline(self.rng, self.phrases), paragraphs)
        if self.rng.random() < 0.15:
            self._reprint(one)

    def _own(self, event: Event, earlier: Sequence[Event]) -> Written:
        desk = self._desk(event, self.rng.choice(self.outlets[3:]))
        dated = desk.dated
        return self._add(
            "own", desk.outlet, desk.now, headline(desk), story(desk, earlier), event=event.id, dated=dated
        )

    def _running(self, event: Event, earlier: Sequence[Event], texts: Sequence[Written]) -> Written:
        """Write an agency's story, or a new version of its story on the event; each is a new article."""
        desk = self._desk(event, self.rng.choice(self.outlets[:3]), undated=0)
        before = [one for one in texts if one.outlet == desk.outlet and one.moment < desk.now]
        paragraphs = story(desk, earlier)
        if before:
            paragraphs = rewritten(self.rng, before[-1].paragraphs, paragraphs, self.ledger, self.phrases)
        if self.rng.random() < 0.6:
            paragraphs = credited(self.rng, paragraphs, desk.outlet.name, self.phrases)
        kind: Kind = "rewrite" if before else "agency"
        return self._add(kind, desk.outlet, desk.now, headline(desk), paragraphs, event=event.id)

    def _reprint(self, one: Written) -> None:
        taken = {other.outlet for other in self.written if other.cluster == one.cluster}
        outlet = self.rng.choice([other for other in self.outlets[3:] if other not in taken] or self.outlets[3:])
        moment = one.moment + timedelta(minutes=20 + self.rng.expovariate(1 / 240))
        title = one.title if self.rng.random() < 0.3 else self._varied(one.title) if self.rng.random() < 0.5 else ""
        paragraphs = reprinted(self.rng, one.paragraphs, one.outlet.name if one.outlet.agency else "", self.phrases)
        title = title or " ".join(paragraphs[0].split(".")[0].split("—")[-1].split()[:9])
        title = self.ledger.read(title)[0]
        self._add("reprint", outlet, moment, title, paragraphs, of=one, event=one.event, dated=one.dated)

    def _mistake(self, event: Event, one: Written) -> None:
        """Put a figure of an article wrong, correct it hours later, and sometimes publish a note as well."""
        slipped = mistaken(self.rng, one.paragraphs, self.ledger)
        if slipped is None or not one.dated:
            return
        paragraphs, right, wrong = slipped
        moment = one.moment + timedelta(minutes=self.rng.randint(90, 600))
        self.written[self.written.index(one)] = replace(one, paragraphs=paragraphs)
        notice: str = drawn(self.rng, self.phrases["edits"]["corrected"])
        noted = (*one.paragraphs, notice.format(day=on_day(self.phrases, moment, moment)))
        fetched = max(self._fetched(moment), one.fetched + timedelta(minutes=1))
        self.written.append(replace(one, paragraphs=noted, moment=moment, fetched=fetched, kind="corrected"))
        if self.rng.random() < 0.5:
            fact = next(fact for fact in event.facts if fact.id == right.fact)
            report = next(report for report in fact.reports if (report.at, report.by) == (right.at, right.by))
            desk = Desk(self.rng, self.ledger, self.phrases, event, one.outlet, moment)
            note = correction(desk, fact, report, wrong)
            title: str = drawn(self.rng, self.phrases["edits"]["note_titles"])
            self._add("note", one.outlet, moment, title.format(title=one.title), (note,), event=event.id)

    def _varied(self, title: str) -> str:
        """Reword a headline for another outlet."""
        frame: str = drawn(self.rng, self.phrases["edits"]["reprint_titles"])
        return frame.format(title=title)

    def _desk(self, event: Event, outlet: Outlet, undated: float = 0.02) -> Desk:
        """Set a desk soon after one of the event's reports; in three of ten cases after the last report."""
        reports = [report for fact in event.facts for report in fact.reports]
        last = max(report.at for report in reports)
        late = self.rng.random() < 0.3
        moment = last if late else self.rng.choice(reports).at
        now = moment + timedelta(minutes=15 + self.rng.expovariate(1 / (1_400 if late else 150)))
        now = now.replace(second=0, microsecond=0)
        dated = self.rng.random() >= undated
        return Desk(self.rng, self.ledger, self.phrases, event, outlet, now, dated)

    def _add(
        self,
        kind: Kind,
        outlet: Outlet,
        moment: datetime,
        title: str,
        paragraphs: tuple[str, ...],
        *,
        of: Written | None = None,
        event: str = "",
        dated: bool = True,
    ) -> Written:
        self.count += 1
        id, moment = f"a{self.count:05}", moment.replace(second=0, microsecond=0)
        authors = (person(self.rng),) if self.rng.random() < 0.5 else ()
        cluster, origin = (of.cluster, of.origin) if of else (id, outlet.name)
        dates = (moment, moment, self._fetched(moment))
        one = Written(id, title, paragraphs, outlet, authors, *dates, cluster, origin, kind, event, dated)
        self.written.append(one)
        return one

    def _fetched(self, moment: datetime) -> datetime:
        """Return a fetching time minutes after publication; for one in 25, days after."""
        days = self.rng.randint(2, 6) if self.rng.random() < 0.04 else 0
        return moment + timedelta(days=days, minutes=self.rng.randint(2, 60))


def _published(one: Written, ledger: Ledger) -> Article:
    spell = _old_spelling if one.outlet.old_spellings else str
    text, placed = ledger.read(spell("\n\n".join(one.paragraphs)))
    return Article(one, spell(one.title), text, placed)


def _old_spelling(text: str) -> str:
    for now, before in SPELT.items():
        text = text.replace(now, before)
    return text
