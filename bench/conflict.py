"""Measure contradicting texts (RAMDocs): is every right answer listed, and does a right one lead?

The documents of a question concern several bearers of one name, each with its own right answer. Some documents were
changed to say something false; others are irrelevant.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from bench.figure import Figure, mean_with_interval
from bench.reading import plain_words
from bench.rows import rows
from index.article import Article
from index.embedding.embedder import embedded_embedder
from index.filters import Filter
from index.ingest.ingestion import ingest
from index.store import StoreConfig, open_store
from rag.pipeline import answer
from rag.reader.model import embedded_reader
from rag.retrieval.retriever import StoreRetriever
from rag.schema.answer import Answer
from rag.schema.events import final_answer
from rag.schema.question import Question

FILE = "conflict/ramdocs_dev.jsonl.gz"
FALSE = "misinfo"
"""RAMDocs' type of a document that was changed to say something false."""


@dataclass(frozen=True, slots=True)
class Row:
    """A question with its documents and right answers; `misled` if a document says something false."""

    text: str
    documents: tuple[Article, ...]
    right: tuple[str, ...]
    misled: bool

    @property
    def filter(self) -> Filter:
        """Restrict search to the question's own documents."""
        return Filter(article_ids=tuple(document.id for document in self.documents))


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question and its answer."""

    row: Row
    answer: Answer

    @property
    def values(self) -> list[str]:
        """Return the distinct values of the answer, the leading one first."""
        given: dict[str, str] = {}
        for value in (self.answer.short_answer, *(one.value for one in self.answer.conflicts)):
            given.setdefault(" ".join(plain_words(value)), value)
        return [value for words, value in given.items() if words]

    @property
    def listed(self) -> bool:
        """Return whether every right answer is among the values."""
        return all(any(same(value, right) for value in self.values) for right in self.row.right)

    @property
    def leads(self) -> bool:
        """Return whether the short answer is right."""
        return self.is_right(self.answer.short_answer)

    def is_right(self, value: str) -> bool:
        """Return whether a value is one of the right answers."""
        return any(same(value, right) for right in self.row.right)


def measure(folder: Path, data: Path) -> dict[str, Figure]:
    """Answer all questions from a store at `folder` and return the figures."""
    found = outcomes(folder, questions(data))
    misled = [one for one in found if one.row.misled]
    lost = [float(one.answer.status == "not_found") for one in found]
    return {
        "RAMDocs": {
            "questions": len(found),
            **mean_with_interval("listed", [float(one.listed) for one in found]),
            **mean_with_interval("values listed", [float(len(one.values)) for one in found]),
            "values right": fmean(one.is_right(value) for one in found for value in one.values),
            **mean_with_interval("not found", lost),
        },
        "RAMDocs, with misinformation": {
            "questions": len(misled),
            **mean_with_interval("right one leads", [float(one.leads) for one in misled]),
        },
    }


def questions(data: Path) -> list[Row]:
    """Read the questions of `data`; a document's id is its question's number and its own."""
    return [
        Row(
            row["question"],
            tuple(_article(f"{number}-{n}", one["text"]) for n, one in enumerate(row["documents"])),
            tuple(row["gold_answers"]),
            any(one["type"] == FALSE for one in row["documents"]),
        )
        for number, row in enumerate(rows(data / FILE))
    ]


def outcomes(folder: Path, asked: Sequence[Row]) -> list[Outcome]:
    """Answer every question from its own documents; one store holds the documents of all."""
    store = open_store(StoreConfig(folder), embedded_embedder)
    list(ingest(store, (document for row in asked for document in row.documents)))
    retriever, reader = StoreRetriever(store), embedded_reader()
    found = [
        Outcome(row, final_answer(answer(Question(row.text, filter=row.filter), retriever, reader))) for row in asked
    ]
    store.close()
    return found


def _article(id: str, text: str) -> Article:
    return Article.make(id=id, fallback_id=id, title="", text=text)


def same(one: str, other: str) -> bool:
    """Return whether one text contains the words of the other in a row; ignore case, punctuation and articles."""
    shorter, longer = sorted((plain_words(one), plain_words(other)), key=len)
    starts = range(len(longer) - len(shorter) + 1)
    return bool(shorter) and any(longer[at : at + len(shorter)] == shorter for at in starts)
