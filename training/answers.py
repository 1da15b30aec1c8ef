"""Measure whole answers to held-out news questions, by style: `python -m training.answers DATA_FOLDER`.

Every question goes through search, reader and answering over a store of all English Wikinews articles.
"""

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from bench.reading import f1, plain_words
from index.embedding.embedder import embedded_embedder
from index.ingest.ingestion import ingest
from index.store import StoreConfig, open_store
from rag.pipeline import answer
from rag.reader.model import embedded_reader
from rag.retrieval.retriever import StoreRetriever
from rag.schema.answer import Answer
from rag.schema.events import final_answer
from rag.schema.question import Question
from training import news


@dataclass(frozen=True, slots=True)
class Judged:
    """Scores of one answer, 0 or 1, and its confidence.

    `answered`: answered at all. `short`, `first`, `any`: a right answer is in the short answer, the first sentence,
    any sentence. For a question that asks yes or no, `short` is whether the answer begins with the right one.
    """

    answered: float
    short: float
    first: float
    any: float
    confidence: float


def main() -> None:
    """Ask all questions and print one line for each style."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder of the data sets")
    parser.add_argument("--every", type=int, default=1, help="ask every n-th question")
    parser.add_argument("--show", action="store_true", help="print wrong answers")
    arguments = parser.parse_args()
    found: dict[str, list[Judged]] = defaultdict(list)
    for item, given in _answers(arguments.data, arguments.every):
        judged = judge(item, given)
        kind = f"{item['type']} {item.get('style', '')}"
        found[kind].append(judged)
        found[item["type"]].append(judged)
        if arguments.show and (judged.answered if item["type"] == "none" else not judged.any):
            said = [claim.text for claim in given.claims][:1]
            print(f"{kind} | {item['question']} | {item.get('answer', '')} | {given.short_answer} | {said}")
    for kind, some in sorted(found.items()):
        figures = "  ".join(f"{name} {fmean(getattr(one, name) for one in some):.3f}" for name in Judged.__slots__)
        print(f"{kind:16} {len(some):4}  {figures}")


def judge(item: news.Row, given: Answer) -> Judged:
    """Score an answer against that of the item."""
    wanted, sentences = str(item.get("answer", "")), [claim.text for claim in given.claims]
    if item["type"] == "yesno":
        short = first = every = given.short_answer.lower().startswith(wanted)
    else:
        near = bool(wanted) and f1(given.short_answer, wanted) >= 0.5
        short = near or _holds(given.short_answer, wanted)
        first, every = _holds("".join(sentences[:1]), wanted), _holds(" ".join(sentences), wanted)
    return Judged(float(given.status != "not_found"), float(short), float(first), float(every), given.confidence)


def _answers(data: Path, every: int) -> Iterator[tuple[news.Row, Answer]]:
    pairs = [(article, item) for article, item in news.items_of(data) if article["language"] == "en"]
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(StoreConfig(Path(folder)), embedded_embedder)
        list(ingest(store, map(news.article_of, {article["id"]: article for article, _ in pairs}.values())))
        retriever, reader = StoreRetriever(store), embedded_reader()
        asked = [item for article, item in pairs if news.is_held(article) and item["type"] in ("span", "none", "yesno")]
        for item in asked[::every]:
            yield item, final_answer(answer(Question(item["question"]), retriever, reader))
        store.close()


def _holds(text: str, answer: str) -> bool:
    return bool(answer) and f" {' '.join(plain_words(answer))} " in f" {' '.join(plain_words(text))} "


if __name__ == "__main__":
    main()
