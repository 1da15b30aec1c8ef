"""Convert answers, hits and articles to JSON (docs/api.md is the contract)."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from index.article import Article
from index.catalogue.migrations import STORE_FORMAT
from index.catalogue.view import Summary
from index.maintenance.doctor import Finding
from index.search.search import Hit
from index.system.versions import installed
from rag.schema.answer import Answer, Conflict
from rag.schema.citation import Citation, Claim

Json = dict[str, Any]


def answer_json(answer: Answer) -> Json:
    """Return the object that `citewell ask --json` prints."""
    filter = answer.filter
    fields: Json = {
        **({"answer_id": answer.id} if answer.id else {}),
        "question": answer.question,
        "standalone_question": answer.standalone_question,
        "status": answer.status,
        "mode": answer.mode,
        "short_answer": answer.short_answer,
        "answer": answer.text,
        "confidence": round(answer.confidence, 4),
        "claims": [claim_json(claim) for claim in answer.claims],
        "citations": [citation_json(citation) for citation in answer.citations],
        "related": [citation_json(citation) for citation in answer.related],
        "conflicts": [conflict_json(conflict) for conflict in answer.conflicts],
        "notices": [{"kind": notice.kind, "text": notice.text} for notice in answer.notices],
        "as_of": _moment(filter.as_of),
    }
    if filter.since or filter.until:
        fields["window"] = {
            "since": _moment(filter.since),
            "until": _moment(filter.until),
            "from": answer.window_from,
        }
    if filter.sources or filter.languages:
        fields["narrowed"] = {"sources": list(filter.sources), "languages": list(filter.languages)}
    fields["timings_ms"] = {step: round(ms, 1) for step, ms in answer.timings_ms.items()}
    return fields


def claim_json(claim: Claim) -> Json:
    """Return an item of an answer's `claims`."""
    return {
        "text": claim.text,
        "citations": list(claim.citations),
        "verdict": claim.verdict,
        "reasons": list(claim.reasons),
        "independent_sources": claim.independent_sources,
        "attribution": claim.attribution,
    }


def citation_json(citation: Citation) -> Json:
    """Return an item of an answer's `citations` or `related`."""
    article = citation.article
    return {
        "n": citation.n,
        "article_id": article.id,
        "version": article.version,
        "passage_id": citation.passage_id,
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "published": _moment(article.published),
        "updated": _moment(article.updated),
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "also_in": list(citation.also_in),
        "dates": [{"text": date.text, "date": date.day.isoformat()} for date in citation.dates],
        "corrected": _moment(citation.corrected),
        "agency": citation.agency,
    }


def hit_json(hit: Hit) -> Json:
    """Return an item of a search's `hits`."""
    passage = hit.passage
    return {
        "article_id": passage.article_id,
        "passage_id": passage.id,
        "score": round(hit.score, 6),
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
    }


def article_json(article: Article, *, text: bool = True) -> Json:
    """Return an article, with or without its text."""
    fields: Json = {
        "id": article.id,
        "version": article.version,
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "authors": list(article.authors),
        "published": _moment(article.published),
        "updated": _moment(article.updated),
        "fetched": _moment(article.fetched),
        "language": article.language,
    }
    return {**fields, "text": article.text} if text else fields


def summary_json(summary: Summary) -> Json:
    """Return an article for a list."""
    return {**article_json(summary.article, text=False), "passages": summary.passages}


def doctor_json(checks: Iterable[tuple[str, list[Finding]]]) -> Json:
    """Return the report of `citewell doctor`. The store is healthy without faults; warnings do not count."""
    results = list(checks)
    all_findings = [finding for _, findings in results for finding in findings]
    return {
        "healthy": all(finding.severity != "fault" for finding in all_findings),
        "checks": [{"check": name, "ok": not findings} for name, findings in results],
        "findings": [asdict(finding) for finding in all_findings],
        "versions": installed(),
        "store_format": STORE_FORMAT,
    }


def conflict_json(conflict: Conflict) -> Json:
    """Return an item of an answer's `conflicts`."""
    return {
        "quantity": conflict.quantity,
        "value": conflict.value,
        "published": _moment(conflict.published),
        "source": conflict.source,
        "attribution": conflict.attribution,
        "kind": conflict.kind,
        "citations": list(conflict.citations),
        "scope": conflict.scope,
        "independent_sources": conflict.independent_sources,
    }


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def transfer_json(article: Article) -> Json:
    """Return all fields of an article, to send it to the process that serves the store."""
    return {**article_json(article), "origin": article.origin}
