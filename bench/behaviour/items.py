"""Collect the requests to record: questions and claims over the example articles and English news."""

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ROOT / "examples" / "articles"
QUESTIONS = Path(__file__).with_name("questions.jsonl")
CONVERSATIONS = ROOT / "tests" / "rag" / "conversations.jsonl"
PLANTED = ROOT / "tests" / "rag" / "planted.jsonl"
NEWS_ARTICLES = "news/wikinews_train_articles.jsonl.gz"
NEWS_ITEMS = "news/wikinews_train_items.jsonl.gz"
ARTICLE_FIELDS = ("id", "url", "published", "title", "text", "language")
ASKED_TYPES = ("span", "list", "yesno", "none")
"""Types of the news items that are questions; those of type `claim` are checked."""
TODAY = {"examples": "2024-08-01", "news": "2021-01-01"}
"""Fixed date of each collection, just after its last article, so that recordings of any day agree."""

Json = dict[str, Any]
Command = Literal["ask", "search", "check"]
COMMANDS: tuple[Command, ...] = ("ask", "search", "check")


@dataclass(frozen=True, slots=True)
class Item:
    """One request: its collection, command, and batch line without an id."""

    collection: str
    command: Command
    request: Json

    @property
    def key(self) -> str:
        """A key made from the content, the same in every recording."""
        content = json.dumps(self.request, sort_keys=True, ensure_ascii=False)
        return f"{self.collection}/{self.command}/{sha256(content.encode()).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class Collection:
    """Articles as `citewell ingest` takes them, and the requests to send to them."""

    name: str
    articles: Path | list[Json]
    items: list[Item]


def collections(data: Path | None = None, sample: int = 1) -> list[Collection]:
    """Return the collections with their requests, in a fixed order.

    Args:
        data: Folder of the public benchmarks; without it, the example articles are the only collection.
        sample: Keep every `sample`-th request of each command.
    """
    made = [Collection("examples", EXAMPLES, _sampled(_example_items(), sample))]
    if data:
        articles = [
            {name: row[name] for name in ARTICLE_FIELDS} for row in _zipped(data / NEWS_ARTICLES) if _english(row)
        ]
        made.append(Collection("news", articles, _sampled(_news_items(_zipped(data / NEWS_ITEMS)), sample)))
    return made


def _example_items() -> Iterator[Item]:
    for row in _lines(QUESTIONS):
        yield from _checked("examples", row) if "text" in row else _asked("examples", row)
    for row in _lines(CONVERSATIONS):
        *history, last = row["turns"]
        yield from _asked("examples", {"question": last["text"], "history": history})
    for row in _lines(PLANTED):
        yield from _checked("examples", {"text": row["right"]})
        yield from _checked("examples", {"text": row["wrong"]})


def _news_items(rows: Iterable[Json]) -> Iterator[Item]:
    for row in filter(_english, rows):
        if row["type"] in ASKED_TYPES:
            yield from _asked("news", {"question": row["question"]})
        else:
            yield from _checked("news", {"text": row["claim"]})


def _asked(collection: str, row: Json) -> Iterator[Item]:
    conditions = {name: value for name, value in row.items() if name != "question"} | {"today": TODAY[collection]}
    yield Item(collection, "ask", {"question": row["question"], **conditions})
    yield Item(collection, "search", {"query": row["question"], **conditions})


def _checked(collection: str, row: Json) -> Iterator[Item]:
    yield Item(collection, "check", row)


def _sampled(items: Iterable[Item], sample: int) -> list[Item]:
    """Drop repeated requests, keep every `sample`-th of each command, and put the commands one after another."""
    distinct = list({item.key: item for item in items}.values())
    return [item for command in COMMANDS for item in [one for one in distinct if one.command == command][::sample]]


def _english(row: Json) -> bool:
    return bool(row["language"] == "en")


def _lines(file: Path) -> list[Json]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def _zipped(file: Path) -> list[Json]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
