"""Measure whole answers to held-out questions, by question type: `python -m training.answers DATA_FOLDER`.

Every question goes through search, reader and answering over a store of many texts, once with the texts that answer and
once without them.
"""

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from bench.reading import f1, plain_words
from index.article import Article
from index.embedding.embedder import embedded_embedder
from index.ingest.ingestion import ingest, remove
from index.store import StoreConfig, open_store
from rag.pipeline import answer
from rag.query.question_type import question_type_of
from rag.reader.model import embedded_reader
from rag.retrieval.retriever import StoreRetriever
from rag.schema.answer import Answer
from rag.schema.events import final_answer
from rag.schema.question import Question
from training.ask import held_questions
from training.questions import Asked


@dataclass(frozen=True, slots=True)
class Judged:
    """Scores of one answer, 0 or 1, and its confidence.

    `final_answer`: answered at all. `short`, `first`, `any`: a right answer is in the short answer, the first sentence,
    any sentence.
    """

    final_answer: float
    short: float
    first: float
    any: float
    confidence: float


def main() -> None:
    """Ask all questions and print one line per question type."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder of the data sets")
    parser.add_argument("--questions", type=int, default=400, help="number of questions")
    parser.add_argument("--show", action="store_true", help="print wrong answers")
    arguments = parser.parse_args()
    asked, texts = held_questions(arguments.data, arguments.questions)
    found: dict[str, list[Judged]] = defaultdict(list)
    for one, given, there in _answers(asked, texts):
        judged = judge(one, given)
        question_type: str = question_type_of(one.question) if there else "(texts left out)"
        found[question_type].append(judged)
        if there:
            found["all"].append(judged)
        if arguments.show and there and not judged.first:
            said = given.short_answer, [claim.text for claim in given.claims][:1]
            print(f"{question_type} | {one.question} | {one.answers[0]} | {said}")
    for question_type, some in found.items():
        figures = "  ".join(f"{name} {fmean(getattr(one, name) for one in some):.3f}" for name in Judged.__slots__)
        print(f"{question_type:16} {len(some):4}  {figures}")


def judge(asked: Asked, given: Answer) -> Judged:
    """Score an answer against those that people gave."""
    sentences = [claim.text for claim in given.claims]
    near = max(f1(given.short_answer, answer) for answer in asked.answers) >= 0.5
    short, first, every = (
        any(_holds(text, answer) for answer in asked.answers)
        for text in (given.short_answer, "".join(sentences[:1]), " ".join(sentences))
    )
    is_answered = given.status != "not_found"
    return Judged(float(is_answered), float(short or near), float(first), float(every), given.confidence)


def _answers(asked: Sequence[Asked], texts: Sequence[str]) -> Iterator[tuple[Asked, Answer, bool]]:
    ids = {text: str(number) for number, text in enumerate(texts)}
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(StoreConfig(Path(folder)), embedded_embedder)
        list(ingest(store, (Article.make(fallback_id=id, title="", text=text) for text, id in ids.items())))
        retriever, reader = StoreRetriever(store), embedded_reader()
        for there in (True, False):
            for one in asked:
                yield one, final_answer(answer(Question(one.question), retriever, reader)), there
            if there:
                remove(store, sorted({ids[one.context] for one in asked}))
        store.close()


def _holds(text: str, answer: str) -> bool:
    return f" {' '.join(plain_words(answer))} " in f" {' '.join(plain_words(text))} "


if __name__ == "__main__":
    main()
