"""A kept answer as a page of its own, at /a/ID: as it was given, from what, and what has changed since.

It is plain HTML without scripts; every word of others is escaped.
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
from ui.page.answer.claims import according_to, failed
from ui.page.answer.conditions import language_said, source_said
from ui.page.escape import isolated
from ui.serialization.links import web_address

Given = Mapping[str, Any]
"""A part of the answer's JSON (docs/api.md)."""
_VARYING = {"Vary": "Accept-Language"}


def answer_pages(engine: Engine) -> APIRouter:
    """The route. An id is all that it takes to read an answer, and nobody can guess one."""
    router = APIRouter()

    @router.get("/a/{answer_id}", include_in_schema=False)
    def answer_page(answer_id: str, request: Request) -> HTMLResponse:
        """One kept answer, in the language of whoever reads it."""
        words = words_of(request)
        try:
            return HTMLResponse(answer_html(words, *engine.saved_answer(answer_id)), headers=_VARYING)
        except NotFoundError as error:
            gone = _page(words, words.kept.gone, f'<p dir="auto">{escape(str(error))}</p>')
            return HTMLResponse(gone, 404, headers=_VARYING)

    return router


def answer_html(words: Messages, saved: SavedAnswer, changes: Sequence[EvidenceChange]) -> str:
    """The page of an answer. Pure."""
    given = saved.given
    headline = words.answer.not_found if given["status"] == "not_found" else given["short_answer"]
    if given["claims"] and given["claims"][0]["text"].strip() == headline.strip():
        headline = ""
    conditions = _taken(words, given) + "".join(
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
        f'<div class="notices">{conditions}</div>' if conditions else "",
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


def _taken(words: Messages, given: Given) -> str:
    """What it was answered from; a notice says the days of publication."""
    moment = given.get("as_of")
    narrowed = given.get("narrowed") or {}
    said = [words.answer.as_of(day=_day(words, moment))] if moment else []
    said += [source_said(words, name) for name in narrowed.get("sources", ())]
    said += [language_said(words, code) for code in narrowed.get("languages", ())]
    return "".join(f"<p>{one}</p>" for one in said)


def _claim(words: Messages, claim: Given) -> str:
    marks = "".join(f' <a href="#citations-{n}">[{n}]</a>' for n in claim["citations"])
    struck = claim["verdict"] in ("contradicted", "unsupported")
    reasons = f": {isolated('; '.join(claim['reasons']))}" if claim["reasons"] else ""
    told = [f"{failed(words, claim['verdict'])}{reasons}"] if struck else []
    if claim.get("attribution") and not struck:
        told.append(according_to(words, claim["attribution"]))
    if (sources := claim["independent_sources"]) > 1 and not struck:
        told.append(words.answer.reported_by(sources))
    below = "".join(f'<small dir="{words.direction}">{one}</small>' for one in told)
    text = f"<s>{escape(claim['text'])}</s>" if struck else escape(claim["text"])
    return f'<p class="claim" dir="auto">{text}{marks}{below}</p>'


def _conflicts(words: Messages, conflicts: Sequence[Given]) -> str:
    if not conflicts:
        return ""
    rows = "".join(f"<li>{_conflict(words, one)}</li>" for one in conflicts)
    return f"<h2>{words.conflicts.title(quantity=isolated(conflicts[0]['quantity']))}</h2><ul>{rows}</ul>"


def _conflict(words: Messages, one: Given) -> str:
    marks = "".join(f' <a href="#citations-{n}">[{n}]</a>' for n in one["citations"])
    known = [isolated(one["scope"])] if one.get("scope") else []
    if one["attribution"]:
        known.append(according_to(words, one["attribution"]))
    if one["source"]:
        known.append(isolated(one["source"]))
    if one["published"]:
        known.append(_day(words, one["published"]))
    return f"<b>{isolated(one['value'])}</b>{marks} {', '.join(known)}"


def _changes(words: Messages, changes: Sequence[EvidenceChange]) -> str:
    """What has become of what it cites."""
    if not changes:
        return f'<p class="unchanged">{words.kept.unchanged}</p>'
    told = "".join(f'<li><a href="#{one.group}-{one.n}">[{one.n}]</a> {_change(words, one)}</li>' for one in changes)
    return f'<section class="changed"><h2>{words.kept.changed_title}</h2><ul>{told}</ul></section>'


def _change(words: Messages, one: EvidenceChange) -> str:
    """What has become of a cited article: "changed on 17 November 2022; the quoted words still stand in it"."""
    said = words.kept
    day = words.day(one.since)
    if one.change == "removed":
        return said.removed(day=day) if day else said.undated_removed
    if one.change == "purged":
        return said.purged(day=day) if day else said.undated_purged
    if one.quote_stands:
        return said.changed_stands(day=day) if day else said.undated_changed_stands
    return said.changed_gone(day=day) if day else said.undated_changed_gone


def _list(words: Messages, title: str, group: str, saved: SavedAnswer) -> str:
    pieces = {piece.n: piece for piece in saved.evidence if piece.group == group}
    items = "".join(_citation(words, group, one, pieces.get(one["n"])) for one in saved.given[group])
    return f"<h2>{title}</h2><ol>{items}</ol>" if items else ""


def _citation(words: Messages, group: str, one: Given, piece: SavedPassage | None) -> str:
    original = web_address(one["url"] or "")
    link = f' <a href="{escape(original)}" rel="noopener noreferrer">{words.cards.original}</a>' if original else ""
    by = f"{isolated(one['source'] or words.cards.unnamed)}, {_day(words, one['published']) or words.cards.undated}"
    kept = ""
    if piece and piece.text:
        kept = f'<details><summary>{words.kept.evidence}</summary><p dir="auto">{escape(piece.text)}</p></details>'
    # The page over the articles opens the cited version at the words.
    place = f"{one['version']}/{one['start']}/{one['end']}/{quote(one['article_id'], safe='')}/{one['passage_id']}"
    href = escape(f"/#cite-0-{one['n']}/{place}")
    title = isolated(one["title"] or words.cards.untitled)
    return (
        f'<li id="{group}-{one["n"]}" value="{one["n"]}"><a href="{href}">{title}</a><p>{by}{link}</p>'
        f'<blockquote dir="auto">{escape(one["quote"])}</blockquote>{"".join(_below(words, one))}{kept}</li>'
    )


def _below(words: Messages, one: Given) -> Iterator[str]:
    """What else is known of a citation."""
    if one.get("agency") and not same_name(one["agency"], one["source"] or ""):
        yield f"<p>{words.cards.passed_on(who=isolated(one['agency']))}</p>"
    if outlets := one.get("also_in"):
        yield f"<p>{words.cards.also_in(len(outlets), names=', '.join(map(isolated, outlets)))}</p>"
    for found in one.get("dates", ()):
        yield f"<p>{words.cards.resolved(words=isolated(found['text']), day=_day(words, found['date']))}</p>"


def _day(words: Messages, moment: str | None) -> str:
    return words.day(datetime.fromisoformat(moment)) if moment else ""
