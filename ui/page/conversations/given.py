"""An answer from the JSON that it was given as, so that the page shows it again as it did then. Pure.

Of its articles it has what a citation says of them; their texts stay in the store.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from index.article import Article
from index.filters import Filter
from rag.schema.answer import Answer, Conflict, Notice
from rag.schema.citation import Citation, Claim, ResolvedDate

Given = Mapping[str, Any]
"""A part of the answer's JSON (docs/api.md). What a later version has added to it may be missing."""


def answer_given(given: Given) -> Answer:
    """The answer that `ui.serialization.serializers.answer_json` wrote."""
    window: Given = given.get("window") or {}
    return Answer(
        question=given["question"],
        standalone_question=given["standalone_question"],
        status=given["status"],
        mode=given["mode"],
        short_answer=given["short_answer"],
        confidence=given["confidence"],
        claims=tuple(map(_claim, given["claims"])),
        citations=_citations(given["citations"]),
        related=_citations(given["related"]),
        conflicts=tuple(map(_conflict, given["conflicts"])),
        notices=tuple(Notice(one["kind"], one["text"]) for one in given["notices"]),
        filter=_filter(given, window),
        timings_ms=given.get("timings_ms", {}),
        id=given.get("answer_id", ""),
        window_from=window.get("from", ""),
    )


def _filter(given: Given, window: Given) -> Filter:
    narrowed: Given = given.get("narrowed") or {}
    return Filter(
        since=moment(window.get("since")),
        until=moment(window.get("until")),
        sources=tuple(narrowed.get("sources", ())),
        languages=tuple(narrowed.get("languages", ())),
        as_of=moment(given.get("as_of")),
    )


def _claim(one: Given) -> Claim:
    return Claim(
        one["text"],
        tuple(one["citations"]),
        one["verdict"],
        tuple(one["reasons"]),
        one["independent_sources"],
        one.get("attribution", ""),
    )


def _citations(listed: Iterable[Given]) -> tuple[Citation, ...]:
    return tuple(
        Citation(
            n=one["n"],
            article=_article(one),
            passage_id=one["passage_id"],
            quote=one["quote"],
            start=one["start"],
            end=one["end"],
            also_in=tuple(one["also_in"]),
            dates=tuple(ResolvedDate(found["text"], date.fromisoformat(found["date"])) for found in one["dates"]),
            corrected=moment(one.get("corrected")),
            agency=one.get("agency", ""),
        )
        for one in listed
    )


def _article(one: Given) -> Article:
    return Article(
        id=one["article_id"],
        title=one["title"],
        text="",
        url=one["url"] or "",
        source=one["source"],
        published=moment(one["published"]),
        updated=moment(one["updated"]),
        version=one["version"],
    )


def _conflict(one: Given) -> Conflict:
    return Conflict(
        one["quantity"],
        one["value"],
        moment(one["published"]),
        one["source"],
        one["attribution"],
        one["kind"],
        tuple(one["citations"]),
        one.get("scope", ""),
        one.get("independent_sources", 1),
    )


def moment(written: str | None) -> datetime | None:
    """A moment as JSON has it."""
    return datetime.fromisoformat(written) if written else None
