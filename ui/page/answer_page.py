"""The permalink page of a saved answer, /a/ID: the answer as given, its sources, and what changed in them since.

The page is plain HTML without scripts; all external text is escaped.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from index.dedup.agency import same_name
from index.errors import NotFoundError
from rag.storage.evidence_changes import EvidenceChange
from rag.storage.saved_answer import SavedAnswer, SavedPassage
from ui.app.engine import Engine
from ui.messages.language import words_of
from ui.messages.messages import NAME, Messages
from ui.messages.notices import translated
from ui.page.answer.claims import according_to, verdict_label
from ui.page.answer.conditions import language_label, source_label
from ui.page.escape import isolated
from ui.serialization.links import web_address

Given = Mapping[str, Any]
"""Part of the answer's JSON (docs/api.md)."""
_VARYING = {"Vary": "Accept-Language"}


def answer_pages(engine: Engine) -> APIRouter:
    """Return the route. Anyone who has an answer's id may read it; ids cannot be guessed."""
    router = APIRouter()

    @router.get("/a/{answer_id}", include_in_schema=False)
    def answer_page(answer_id: str, request: Request) -> HTMLResponse:
        """Send a saved answer in the reader's language."""
        words = words_of(request)
        try:
            return HTMLResponse(answer_html(words, *engine.saved_answer(answer_id)), headers=_VARYING)
        except NotFoundError as error:
            gone = _page(words, words.kept.gone, f'<p dir="auto">{escape(str(error))}</p>')
            return HTMLResponse(gone, 404, headers=_VARYING)

    return router


def answer_html(words: Messages, saved: SavedAnswer, changes: Sequence[EvidenceChange]) -> str:
    """Render the page of an answer. Pure."""
    given = saved.given
    headline = words.answer.not_found if given["status"] == "not_found" else given["short_answer"]
    if given["claims"] and given["claims"][0]["text"].strip() == headline.strip():
        headline = ""
    notices = _conditions(words, given) + "".join(
        f'<p dir="auto">{escape(translated(words, notice["text"]))}</p>'
        for notice in given["notices"]
        if notice["kind"] != "conflict"
    )
    return _page(
        words,
        given["question"],
        f'<p class="asked">{words.kept.asked(day=words.day(saved.asked))}</p>',
        f'<p class="short" dir="auto">{escape(headline)}</p>' if headline else "",
        "".join(_claim(words, claim) for claim in given["claims"]),
        f'<div class="notices">{notices}</div>' if notices else "",
        _conflicts(words, given["conflicts"]),
        _changes(words, changes),
        _list(words, words.cards.sources, "citations", saved),
        _list(words, words.cards.nearest, "related", saved),
    )


def _page(words: Messages, title: str, *parts: str) -> str:
    name = escape(title)
    return (
        f'<!doctype html><html lang="{words.language}" dir="{words.direction}"><head><meta charset="utf-8">'
        f"<title>{name} | {NAME}</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        '<link rel="icon" href="../static/favicon.svg"><link rel="stylesheet" href="../static/answer.css"></head>'
        f'<body><main><p class="home"><a href="../">{NAME}: {words.kept.home}</a></p>'
        f'<h1 dir="auto">{name}</h1>{"".join(parts)}</main></body></html>'
    )


def _conditions(words: Messages, given: Given) -> str:
    """Render the as-of date, sources and languages of the question; a notice names the publication dates."""
    moment = given.get("as_of")
    narrowed = given.get("narrowed") or {}
    labels = [words.answer.as_of(day=_day(words, moment))] if moment else []
    labels += [source_label(words, name) for name in narrowed.get("sources", ())]
    labels += [language_label(words, code) for code in narrowed.get("languages", ())]
    return "".join(f"<p>{label}</p>" for label in labels)


def _claim(words: Messages, claim: Given) -> str:
    marks = "".join(f' <a href="#citations-{n}">[{n}]</a>' for n in claim["citations"])
    struck = claim["verdict"] in ("contradicted", "unsupported")
    reasons = f": {isolated('; '.join(claim['reasons']))}" if claim["reasons"] else ""
    notes = [f"{verdict_label(words, claim['verdict'])}{reasons}"] if struck else []
    if claim.get("attribution") and not struck:
        notes.append(according_to(words, claim["attribution"]))
    if (sources := claim["independent_sources"]) > 1 and not struck:
        notes.append(words.answer.reported_by(sources))
    below = "".join(f'<small dir="{words.direction}">{note}</small>' for note in notes)
    text = f"<s>{escape(claim['text'])}</s>" if struck else escape(claim["text"])
    return f'<p class="claim" dir="auto">{text}{marks}{below}</p>'


def _conflicts(words: Messages, conflicts: Sequence[Given]) -> str:
    if not conflicts:
        return ""
    rows = "".join(f"<li>{_conflict(words, conflict)}</li>" for conflict in conflicts)
    return f"<h2>{words.conflicts.title(quantity=isolated(conflicts[0]['quantity']))}</h2><ul>{rows}</ul>"


def _conflict(words: Messages, conflict: Given) -> str:
    marks = "".join(f' <a href="#citations-{n}">[{n}]</a>' for n in conflict["citations"])
    details = [isolated(conflict["scope"])] if conflict.get("scope") else []
    if conflict["attribution"]:
        details.append(according_to(words, conflict["attribution"]))
    if conflict["source"]:
        details.append(isolated(conflict["source"]))
    if conflict["published"]:
        details.append(_day(words, conflict["published"]))
    return f"<b>{isolated(conflict['value'])}</b>{marks} {', '.join(details)}"


def _changes(words: Messages, changes: Sequence[EvidenceChange]) -> str:
    """List what changed in the cited articles."""
    if not changes:
        return f'<p class="unchanged">{words.kept.unchanged}</p>'
    items = "".join(
        f'<li><a href="#{change.group}-{change.n}">[{change.n}]</a> {_change(words, change)}</li>' for change in changes
    )
    return f'<section class="changed"><h2>{words.kept.changed_title}</h2><ul>{items}</ul></section>'


def _change(words: Messages, change: EvidenceChange) -> str:
    """Describe the change of a cited article: "changed on 17 November 2022; the quote is still in it"."""
    texts = words.kept
    day = words.day(change.since)
    if change.change == "removed":
        return texts.removed(day=day) if day else texts.undated_removed
    if change.change == "purged":
        return texts.purged(day=day) if day else texts.undated_purged
    if change.quote_stands:
        return texts.changed_stands(day=day) if day else texts.undated_changed_stands
    return texts.changed_gone(day=day) if day else texts.undated_changed_gone


def _list(words: Messages, title: str, group: str, saved: SavedAnswer) -> str:
    passages = {passage.n: passage for passage in saved.evidence if passage.group == group}
    items = "".join(_citation(words, group, citation, passages.get(citation["n"])) for citation in saved.given[group])
    return f"<h2>{title}</h2><ol>{items}</ol>" if items else ""


def _citation(words: Messages, group: str, cited: Given, passage: SavedPassage | None) -> str:
    original = web_address(cited["url"] or "")
    link = f' <a href="{escape(original)}" rel="noopener noreferrer">{words.cards.original}</a>' if original else ""
    day = _day(words, cited["published"]) or words.cards.undated
    evidence = ""
    if passage and passage.text:
        text = f'<p dir="auto">{escape(passage.text)}</p>'
        evidence = f"<details><summary>{words.kept.evidence}</summary>{text}</details>"
    # The chat page opens the cited version of the article at the quote.
    article = f"{quote(cited['article_id'], safe='')}/{cited['passage_id']}"
    href = escape(f"/#cite-0-{cited['n']}/{cited['version']}/{cited['start']}/{cited['end']}/{article}")
    title = isolated(cited["title"] or words.cards.untitled)
    return (
        f'<li id="{group}-{cited["n"]}" value="{cited["n"]}"><a href="{href}">{title}</a>'
        f"<p>{isolated(cited['source'] or words.cards.unnamed)}, {day}{link}</p>"
        f'<blockquote dir="auto">{escape(cited["quote"])}</blockquote>{"".join(_details(words, cited))}{evidence}</li>'
    )


def _details(words: Messages, cited: Given) -> Iterator[str]:
    """Yield the agency, the other outlets and the resolved dates of a citation."""
    if cited.get("agency") and not same_name(cited["agency"], cited["source"] or ""):
        yield f"<p>{words.cards.passed_on(who=isolated(cited['agency']))}</p>"
    if outlets := cited.get("also_in"):
        yield f"<p>{words.cards.also_in(len(outlets), names=', '.join(map(isolated, outlets)))}</p>"
    for resolved in cited.get("dates", ()):
        yield f"<p>{words.cards.resolved(words=isolated(resolved['text']), day=_day(words, resolved['date']))}</p>"


def _day(words: Messages, moment: str | None) -> str:
    return words.day(datetime.fromisoformat(moment)) if moment else ""
