"""Examples from news items that people wrote: questions with spans, questions that look answerable, claims."""

import gzip
import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from index.article import Article
from index.chunking import heading
from training.example import Example, Support
from training.passage import Span, find, window

HELD = ("0", "1", "2", "3", "6")
"""First characters of the ids of the articles that are held out."""
HEADED = 0.7
"""Share of windows under their heading; the others teach the reader to do without."""
_YES_NO: Mapping[str, Support] = {"yes": "supported", "no": "contradicted"}
Row = Mapping[str, Any]


def items_of(data: Path) -> Iterator[tuple[Row, Row]]:
    """Yield (article, item) of the Wikinews items in `data`."""
    articles = {row["id"]: row for row in _rows(data / "news" / "wikinews_train_articles.jsonl.gz")}
    for item in _rows(data / "news" / "wikinews_train_items.jsonl.gz"):
        yield articles[item["article"]], item


def own_items(folder: Path) -> Iterator[tuple[Row, Row]]:
    """Yield (article, item) of the articles in `folder`, each with its items on its own line."""
    for file in sorted(folder.glob("*.jsonl*")):
        for article in _rows(file):
            for item in article["items"]:
                yield article, item


def is_held(article: Row) -> bool:
    """Return whether an article of Wikinews is held out."""
    return str(article["id"]).startswith(HELD)


def examples_of(article: Row, item: Row, rng: random.Random, origin: str) -> Iterator[Example]:
    """Yield the example of an item, each call with a window of its own; nothing for a span that is not found."""
    text, kind = article["text"], item["type"]
    name = f"{origin} {item.get('language') or article['language']} {kind} {item.get('style') or item.get('label', '')}"
    asked = str(item["claim" if kind == "claim" else "question"])
    spot = _spot(item, text, rng)
    if spot is None or (cut := window(text, spot[0], rng)) is None:
        return
    headed = heading_of(article) if rng.random() < HEADED else ""
    shown = text[slice(*cut)]
    if kind in ("claim", "yesno"):
        label: Support = item["label"] if kind == "claim" else _YES_NO[item["answer"]]
        yield Example(asked, shown, name.strip(), support=label, heading=headed)
    elif kind == "none":
        yield Example(asked, shown, name.strip(), heading=headed)
    else:
        answer = (spot[1][0] - cut[0], spot[1][1] - cut[0])
        yield Example(asked, shown, name.strip(), answer, heading=headed)


def alone(article: Row, item: Row, rng: random.Random, origin: str) -> Iterator[Example]:
    """Yield the example of a claim or yes-or-no question beside its sentence alone."""
    if place := find(item["sentence"], article["text"]):
        for one in examples_of(article, item, rng, origin):
            yield replace(one, second=article["text"][slice(*place)])


def elsewhere(article: Row, item: Row, rng: random.Random, origin: str) -> Iterator[Example]:
    """Yield the question or claim of an item with another window of its article, which does not hold its sentence."""
    text = article["text"]
    spot = _spot(item, text, rng)
    if spot is None or item["type"] in ("none", "yesno", "list"):
        return
    cut = window(text, None, rng, without=spot[0])
    if cut is None or ((shown := text[slice(*cut)]) and item.get("answer", "\0") in shown):
        return
    name = f"{origin} {item.get('language') or article['language']} elsewhere {item['type']}"
    headed = heading_of(article) if rng.random() < HEADED else ""
    if item["type"] == "claim":
        if item["label"] == "supported":
            yield Example(item["claim"], shown, name, support="unstated", heading=headed)
    else:
        yield Example(item["question"], shown, name, heading=headed)


def article_of(row: Row) -> Article:
    """Return an article as the store takes it."""
    published = datetime.fromisoformat(row["published"]).replace(tzinfo=UTC) if row.get("published") else None
    return Article.make(
        fallback_id=row.get("id", row["title"]),
        title=row["title"],
        text=row["text"],
        source=row.get("source", ""),
        published=published,
    )


def heading_of(row: Row) -> str:
    """Return the heading of an article as the index makes it: title, source and date."""
    return heading(article_of(row))


def _spot(item: Row, text: str, rng: random.Random) -> tuple[Span, Span] | None:
    """Return where the item's sentence stands in the text, and where its answer; None if they are not there."""
    if item["type"] == "list":
        number = rng.randrange(len(item["answers"]))
        for sentence in item["sentences"]:
            inside = find(sentence, text)
            if inside and (answer := find(item["answers"][number], text, inside)):
                return inside, answer
        return None
    part = item.get("sentence") or item.get("near") or ""
    inside = find(part, text)
    if inside is None or item["type"] != "span":
        return (inside, inside) if inside else None
    answer = find(item["answer"], text, inside)
    return (inside, answer) if answer else None


def _rows(file: Path) -> Iterator[Row]:
    with gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())
