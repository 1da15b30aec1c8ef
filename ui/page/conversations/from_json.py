"""Build an Answer from its saved JSON, so that the page can show it again. Pure.

Its articles have the fields of a citation and no text; the text stays in the store.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from index.article import Article
from index.filters import Filter
from rag.schema.answer import Answer, Conflict, Notice
from rag.schema.citation import Citation, Claim, ResolvedDate

Given = Mapping[str, Any]
"""Part of the answer's JSON (docs/api.md). Fields that later versions have added may be missing."""


def answer_from_json(given: Given) -> Answer:
    """Return the answer that `ui.serialization.serializers.answer_json` wrote."""
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
        notices=tuple(Notice(notice["kind"], notice["text"]) for notice in given["notices"]),
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


def _claim(claim: Given) -> Claim:
    return Claim(
        claim["text"],
        tuple(claim["citations"]),
        claim["verdict"],
        tuple(claim["reasons"]),
        claim["independent_sources"],
        claim.get("attribution", ""),
    )


def _citations(listed: Iterable[Given]) -> tuple[Citation, ...]:
    return tuple(
        Citation(
            n=cited["n"],
            article=_article(cited),
            passage_id=cited["passage_id"],
            quote=cited["quote"],
            start=cited["start"],
            end=cited["end"],
            also_in=tuple(cited["also_in"]),
            dates=tuple(ResolvedDate(day["text"], date.fromisoformat(day["date"])) for day in cited["dates"]),
            corrected=moment(cited.get("corrected")),
            agency=cited.get("agency", ""),
        )
        for cited in listed
    )


def _article(cited: Given) -> Article:
    return Article(
        id=cited["article_id"],
        title=cited["title"],
        text="",
        url=cited["url"] or "",
        source=cited["source"],
        published=moment(cited["published"]),
        updated=moment(cited["updated"]),
        version=cited["version"],
    )


def _conflict(value: Given) -> Conflict:
    return Conflict(
        value["quantity"],
        value["value"],
        moment(value["published"]),
        value["source"],
        value["attribution"],
        value["kind"],
        tuple(value["citations"]),
        value.get("scope", ""),
        value.get("independent_sources", 1),
    )


def moment(written: str | None) -> datetime | None:
    """Parse an ISO 8601 moment; None for none."""
    return datetime.fromisoformat(written) if written else None
