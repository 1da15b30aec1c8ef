"""Write a stream: `python -m bench.stream FOLDER [--articles 2000] [--seed 7] [--phrases held-out]`.

FOLDER gets articles.jsonl, ready for `citewell ingest`, and truth.json. Never read the output of the held-out phrase
book while you work on rules.
"""

import argparse
import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bench.stream import truth
from bench.stream.phrases import BOOKS, FIRST
from bench.stream.questions import QUESTIONS, Asked, questions
from bench.stream.stream import Article, Stream, stream
from bench.stream.truth import standing
from bench.stream.world import Event


def main() -> None:
    """Write articles.jsonl and truth.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder to write to")
    parser.add_argument("--articles", type=int, default=2_000, help="number of articles")
    parser.add_argument("--questions", type=int, default=QUESTIONS, help="number of questions")
    parser.add_argument("--seed", type=int, default=7, help="seed of articles and questions")
    parser.add_argument("--phrases", choices=BOOKS, default=FIRST, help="phrase book to use")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    made = stream(asked.articles, asked.seed, asked.phrases)
    rows = [json.dumps(article.row, ensure_ascii=False) for article in made.articles]
    (asked.folder / "articles.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    told = _truth(made, questions(made, asked.questions, asked.seed))
    (asked.folder / "truth.json").write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")


def _truth(made: Stream, asked: Sequence[Asked]) -> dict[str, object]:
    """Collect the rule, events, statements of each article, questions, and versions in force at each moment."""
    moments = sorted({one.as_of for one in asked if one.as_of})
    return {
        "rule": truth.__doc__,
        "events": [_event(event) for event in made.events],
        "articles": [_article(article) for article in made.articles],
        "questions": [_question(one) for one in asked],
        "stood": {moment.isoformat(): _stood(made, moment) for moment in moments},
    }


def _event(event: Event) -> dict[str, object]:
    return {
        "id": event.id,
        "kind": event.kind,
        "at": event.at.isoformat(),
        "place": event.place,
        "words": event.words,
        "facts": [
            {
                "id": fact.id,
                "quantity": fact.quantity,
                "scope": fact.scope,
                "timeline": [
                    {"at": report.at.isoformat(), "value": report.value, "by": report.by} for report in fact.reports
                ],
            }
            for fact in event.facts
        ],
    }


def _article(article: Article) -> dict[str, object]:
    one = article.written
    return {
        "id": one.id,
        "outlet": one.outlet.name,
        "kind": one.kind,
        "event": one.event,
        "dated": one.dated,
        "moment": one.moment.isoformat(),
        "fetched": one.fetched.isoformat(),
        "cluster": one.cluster,
        "origin": one.origin,
        "states": [
            {
                "fact": placed.statement.fact,
                "value": placed.statement.value,
                "by": placed.statement.by,
                "at": placed.statement.at.isoformat(),
                "role": placed.statement.role,
                "start": placed.start,
                "end": placed.end,
            }
            for placed in article.placed
        ],
    }


def _question(one: Asked) -> dict[str, object]:
    best = one.expected
    return {
        "id": one.id,
        "question": one.text,
        "as_of": one.as_of and one.as_of.isoformat(),
        "event_time": one.event_time,
        "fact": one.fact.id,
        "expected": best and best.value,
        "by": best and best.by,
        "origins": sorted(best.origins) if best else [],
        "articles": best.articles if best else [],
        "differing": [
            {"value": other.value, "kind": other.kind, "by": other.by, "scope": other.scope, "articles": other.articles}
            for other in one.differing
        ],
    }


def _stood(made: Stream, moment: datetime) -> list[dict[str, str]]:
    return [
        {"id": article.written.id, "moment": article.written.moment.isoformat()}
        for article in standing(made.articles, moment)
    ]


if __name__ == "__main__":
    main()
