"""Measure answers over a generated news stream: latest figures, differing figures, as-of answers, reprints.

The stream is made from each phrase book, and the figures stand side by side. Rules were written with texts from the
first book at hand. Never read the held-out book, or a text or question made from it, while you work on rules: read only
its figures.

`python -m bench.news FOLDER` keeps its stores in FOLDER, so that a second run does not ingest again. It also writes the
answer to each question of the first book to FOLDER/asked.jsonl.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from statistics import fmean

from bench.figure import Figure, mean_with_interval, table
from bench.stream.phrases import BOOKS, FIRST
from bench.stream.questions import QUESTIONS, Asked, questions
from bench.stream.stream import Article, Stream, stream
from bench.stream.truth import standing
from index.embedding.embedder import OnnxEmbedder, Vector
from index.filters import Filter
from index.ingest.ingestion import ingest
from index.readers.record import article_from
from index.store import StoreConfig, open_store
from rag.language.numbers import numbers_in
from rag.reader.model import embedded_reader
from rag.schema.answer import Answer
from rag.schema.citation import Citation
from rag.schema.conversation import Conversation
from rag.schema.events import final_answer
from ui.app.engine import Engine

ARTICLES = 2_000
"""Articles per stream; enough for some 300 questions, with intervals of about .05."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question and its answer; `then` is the answer of a store without articles after the question's moment."""

    asked: Asked
    answer: Answer
    then: Answer | None

    @property
    def right(self) -> bool:
        """Return whether the short answer is the expected figure, or nothing was found if none is expected."""
        if self.asked.expected is None:
            return self.answer.status == "not_found"
        return next(iter(_values(self.answer.short_answer)), None) == self.asked.expected.value

    @property
    def listed(self) -> dict[float, str]:
        """Map each value in the answer to its kind of difference; the short answer's kind is ""."""
        short = dict.fromkeys(_values(self.answer.short_answer), "")
        return short | {value: one.kind for one in self.answer.conflicts for value in _values(one.value)}


class RememberingEmbedder(OnnxEmbedder):
    """Embed each text once, even if several stores hold it."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, Vector] = {}

    def _embed(self, text: str) -> Vector:
        if text not in self._known:
            self._known[text] = super()._embed(text)
        return self._known[text]


def measure(folder: Path, count: int = ARTICLES, asked: int = QUESTIONS) -> dict[str, Figure]:
    """Measure each phrase book.

    Args:
        folder: Folder for the stores.
        count: Articles per stream.
        asked: Questions per stream.

    Returns:
        Figures by name; those of the held-out book have its name appended.
    """
    by_book = {book: _measured(folder, book, count, asked)[0] for book in BOOKS}
    return {
        name if book == FIRST else f"{name}, {book}": by_book[book][name] for name in by_book[FIRST] for book in BOOKS
    }


def _measured(folder: Path, book: str, count: int, asked: int) -> tuple[dict[str, Figure], list[Outcome]]:
    """Return the figures of one phrase book and its outcomes."""
    made = stream(count, book=book)
    found = list(outcomes(folder, made, questions(made, asked)))
    return figures(folder, made, found), found


def figures(folder: Path, made: Stream, found: Sequence[Outcome]) -> dict[str, Figure]:
    """Compute the figures from the outcomes, and reprint figures from the store of the whole stream."""
    now, then = [one for one in found if not one.asked.as_of], [one for one in found if one.asked.as_of]
    return {
        "news, latest figure": {"articles": len(made.articles), "questions": len(now), **_right(now)},
        "news, figures that differ": _differing(now),
        "news, as of": {"questions": len(then), **_right(then), **_as_of(made, then)},
        "news, reprints": _reprints(folder, made),
    }


def outcomes(folder: Path, made: Stream, asked: Sequence[Asked]) -> Iterator[Outcome]:
    """Ask every question, as-of questions first; make the store of a moment when its first question comes."""
    embedder = RememberingEmbedder()
    whole = _engine(folder, made.articles, embedder)
    for moment in sorted({one.as_of for one in asked if one.as_of}):
        known = [one for one in made.articles if one.written.dated and one.written.moment <= moment]
        past = _engine(folder, known, embedder)
        for one in asked:
            if one.as_of == moment:
                yield Outcome(one, _asked(whole, one), _asked(past, one))
        past.close()
    for one in asked:
        if one.as_of is None:
            yield Outcome(one, _asked(whole, one), None)
    whole.close()


def _engine(folder: Path, articles: Sequence[Article], embedder: OnnxEmbedder) -> Engine:
    """Open a store of these articles; fill it unless an earlier run did."""
    at = _place(folder, articles)
    filled = at / "filled"
    store = open_store(StoreConfig(at), lambda: embedder)
    if not filled.exists():
        rows = (one.row for one in articles)
        list(ingest(store, (article_from(row, fallback_id="", place="", origin="") for row in rows)))
        filled.touch()
    return Engine(store, embedded_reader)


def _place(folder: Path, articles: Sequence[Article]) -> Path:
    """Return the folder for the store of exactly these articles."""
    rows = json.dumps([one.row for one in articles])
    return folder / sha256(rows.encode()).hexdigest()[:12]


def _asked(engine: Engine, asked: Asked) -> Answer:
    return final_answer(engine.ask(asked.text, Conversation(), Filter(as_of=asked.as_of)))


def _values(text: str) -> list[float]:
    return [number.value for number in numbers_in(text)]


def _right(found: Sequence[Outcome]) -> Figure:
    """Return the share whose short answer is the latest best-supported figure, and the share not found."""
    answerable = [one for one in found if one.asked.expected]
    absent = [one for one in found if not one.asked.expected]
    lost = fmean(one.answer.status == "not_found" for one in answerable)
    figure = mean_with_interval("right", [float(one.right) for one in answerable]) | {"not found": lost}
    return figure | ({"refused when nothing was known yet": fmean(one.right for one in absent)} if absent else {})


def _differing(found: Sequence[Outcome]) -> Figure:
    """Return how well differing values are listed.

    Of the values that differ: the share listed, in all and by kind, and the share listed as that kind. Of the values
    listed as differing: the share that some article does report for the same quantity of the event.
    """
    wanted = [(one, other) for one in found for other in one.asked.differing]
    figure: Figure = mean_with_interval("listed", [float(other.value in one.listed) for one, other in wanted])
    for kind in ("update", "scope", "disagreement"):
        figure[kind] = _share(other.value in one.listed for one, other in wanted if other.kind == kind)
    listed = [(one, other) for one, other in wanted if one.listed.get(other.value)]
    figure["of these with the right kind"] = _share(one.listed[other.value] == other.kind for one, other in listed)
    told = [(one, value) for one in found for value, kind in one.listed.items() if kind]
    figure["true of those listed"] = _share(value in _true(one.asked) for one, value in told)
    return figure


def _true(asked: Asked) -> set[float]:
    return {*(float(one.value) for one in asked.differing), *([float(asked.expected.value)] if asked.expected else [])}


def _as_of(made: Stream, found: Sequence[Outcome]) -> Figure:
    """Return how well as-of answers ignore later articles.

    The share that cites only versions in force then and names only outlets that had printed the words; and the shares
    with the same short answer, citations, source counts and differing figures as a store without later articles.
    """
    pairs = [(one.answer, one.then) for one in found if one.then]
    return {
        "nothing later": _share(_stood(made, one) for one in found),
        "same short answer": _share(now.short_answer == then.short_answer for now, then in pairs),
        "same citations": _share(_cited(now) == _cited(then) for now, then in pairs),
        "same sources counted": _share(_counted(now) == _counted(then) for now, then in pairs),
        "same figures that differ": _share(now.conflicts == then.conflicts for now, then in pairs),
    }


def _stood(made: Stream, found: Outcome) -> bool:
    stood = standing(made.articles, found.asked.as_of)
    clusters = {(one.written.id, one.text): one.written.cluster for one in stood}

    def printed(cited: Citation, outlet: str) -> bool:
        cluster = clusters[cited.article.id, cited.article.text]
        own = [one for one in stood if one.written.outlet.name == outlet]
        return any(one.written.cluster == cluster or cited.quote in one.text for one in own)

    return all(
        (one.article.id, one.article.text) in clusters and all(printed(one, outlet) for outlet in one.also_in)
        for one in (*found.answer.citations, *found.answer.related)
    )


def _cited(answer: Answer) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.article.id, one.quote, one.also_in) for one in answer.citations]


def _counted(answer: Answer) -> list[int]:
    return [claim.independent_sources for claim in answer.claims]


def _reprints(folder: Path, made: Stream) -> Figure:
    """Return precision and recall of "same text" over all pairs of articles in their newest versions."""
    newest = "SELECT v.article_id, c.cluster FROM versions v JOIN clusters c ON c.version_id = v.id"
    store = open_store(StoreConfig(_place(folder, made.articles)), OnnxEmbedder)
    with store.view() as view:
        ours = {row["article_id"]: row["cluster"] for row in view.rows(f"{newest} WHERE v.live_until IS NULL")}
    store.close()
    true = {one.written.id: one.written.cluster for one in standing(made.articles, None)}
    both = _pairs([(ours[id], true[id]) for id in true])
    found, wanted = _pairs([ours[id] for id in true]), _pairs(list(true.values()))
    return {"pairs": wanted, "precision": both / found if found else 1.0, "recall": both / wanted}


def _pairs(groups: Sequence[object]) -> int:
    return sum(size * (size - 1) // 2 for size in Counter(groups).values())


def _share(values: Iterable[bool]) -> float:
    """Return the share that is true; 0 if there is nothing to count."""
    counted = list(values)
    return fmean(counted) if counted else 0.0


def main() -> None:
    """Measure in a folder that is kept, and write down every outcome except those of the held-out book."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder for the stores and asked.jsonl")
    parser.add_argument("--articles", type=int, default=ARTICLES, help="articles per stream")
    parser.add_argument("--phrases", choices=BOOKS, nargs="+", default=BOOKS, help="phrase books to measure")
    arguments = parser.parse_args()
    by_book: dict[str, dict[str, Figure]] = {}
    for book in arguments.phrases:
        by_book[book], found = _measured(arguments.folder, book, arguments.articles, QUESTIONS)
        if book == FIRST:
            told = "".join(json.dumps(_told(one), ensure_ascii=False) + "\n" for one in found)
            (arguments.folder / "asked.jsonl").write_text(told, encoding="utf-8")
    print(table(by_book))


def _told(one: Outcome) -> dict[str, object]:
    asked, answer = one.asked, one.answer
    return {
        "id": asked.id,
        "question": asked.text,
        "as_of": asked.as_of and asked.as_of.isoformat(),
        "right": one.right,
        "expected": asked.expected and asked.expected.value,
        "short_answer": answer.short_answer,
        "then": one.then and one.then.short_answer,
        "answer": answer.text,
        "differing": {other.value: f"{other.kind}: {other.by}, {other.scope}" for other in asked.differing},
        "conflicts": {other.value: f"{other.kind}: {other.attribution}, {other.scope}" for other in answer.conflicts},
        "articles": [cited.article.id for cited in answer.citations],
    }


if __name__ == "__main__":
    main()
