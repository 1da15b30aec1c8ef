"""A kept answer as a page of its own, at /a/ID: as it was given, from what, and what has changed since.

It is plain HTML without scripts; every word of others is escaped.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from index.errors import NotFoundError
from rag.saved.shape import Piece, Saved
from rag.saved.since import Change
from ui.engine import Engine
from ui.page import messages
from ui.page.dates import day
from ui.page.links import web_address

Given = Mapping[str, Any]
"""A part of the answer's JSON (docs/api.md)."""
_GROUPS = (("citations", messages.SOURCES), ("related", messages.NEAREST))


def answer_pages(engine: Engine) -> APIRouter:
    """The route. An id is all that it takes to read an answer, and nobody can guess one."""
    router = APIRouter()

    @router.get("/a/{answer_id}", include_in_schema=False)
    def answer_page(answer_id: str) -> HTMLResponse:
        """One kept answer."""
        try:
            return HTMLResponse(answer_html(*engine.saved_answer(answer_id)))
        except NotFoundError as error:
            return HTMLResponse(_page(messages.SAVED_GONE, f"<p>{escape(str(error))}</p>"), 404)

    return router


def answer_html(saved: Saved, changes: Sequence[Change]) -> str:
    """The page of an answer. Pure."""
    given = saved.given
    headline = messages.NOT_FOUND if given["status"] == "not_found" else given["short_answer"]
    if given["claims"] and given["claims"][0]["text"].strip() == headline.strip():
        headline = ""
    conditions = _as_of(given) + "".join(
        f"<p>{escape(notice['text'])}</p>" for notice in given["notices"] if notice["kind"] != "conflict"
    )
    return _page(
        given["question"],
        f'<p class="asked">{messages.SAVED_ASKED} {day(saved.asked)}</p>',
        f'<p class="short">{escape(headline)}</p>' if headline else "",
        "".join(_claim(claim) for claim in given["claims"]),
        f'<div class="notices">{conditions}</div>' if conditions else "",
        _conflicts(given["conflicts"]),
        _changes(changes),
        *(_list(title, group, saved) for group, title in _GROUPS),
    )


def _page(title: str, *parts: str) -> str:
    name = escape(title)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{name} | {messages.TITLE}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        '<link rel="icon" href="/static/favicon.svg"><link rel="stylesheet" href="/static/answer.css"></head>'
        f'<body><main><p class="home"><a href="/">{messages.TITLE}: {messages.SAVED_HOME}</a></p>'
        f"<h1>{name}</h1>{''.join(parts)}</main></body></html>"
    )


def _as_of(given: Given) -> str:
    moment = given.get("as_of")
    return f"<p>{messages.as_of(day(datetime.fromisoformat(moment)))}</p>" if moment else ""


def _claim(claim: Given) -> str:
    marks = "".join(f' <a href="#citations-{n}">[{n}]</a>' for n in claim["citations"])
    verdict = messages.VERDICTS.get(claim["verdict"], "")
    told = [messages.according_to(claim["attribution"])] if claim.get("attribution") else []
    failed = claim["verdict"] in ("contradicted", "unsupported")
    below = "".join(f"<small>{escape(one)}</small>" for one in [*([verdict] if failed else []), *told])
    words = f"<s>{escape(claim['text'])}</s>" if failed else escape(claim["text"])
    return f'<p class="claim">{words}{marks}{below}</p>'


def _conflicts(conflicts: Sequence[Given]) -> str:
    if not conflicts:
        return ""
    rows = "".join(f"<li>{_conflict(one)}</li>" for one in conflicts)
    return f"<h2>{messages.CONFLICTS}: {escape(conflicts[0]['quantity'])}</h2><ul>{rows}</ul>"


def _conflict(one: Given) -> str:
    marks = "".join(f' <a href="#citations-{n}">[{n}]</a>' for n in one["citations"])
    who = messages.according_to(one["attribution"]) if one["attribution"] else ""
    known = (one.get("scope", ""), who, one["source"], _day(one["published"]))
    return f"<b>{escape(one['value'])}</b>{marks} {escape(', '.join(part for part in known if part))}"


def _changes(changes: Sequence[Change]) -> str:
    """What has become of what it cites."""
    if not changes:
        return f'<p class="unchanged">{messages.SAVED_UNCHANGED}</p>'
    told = "".join(f"<li>{_change(change)}</li>" for change in changes)
    return f'<section class="changed"><h2>{messages.SAVED_CHANGED}</h2><ul>{told}</ul></section>'


def _change(change: Change) -> str:
    what = messages.change(change.change, day(change.since), quote_stands=change.quote_stands)
    return f'<a href="#{change.group}-{change.n}">[{change.n}]</a> {escape(what)}'


def _list(title: str, group: str, saved: Saved) -> str:
    pieces = {piece.n: piece for piece in saved.evidence if piece.group == group}
    items = "".join(_citation(group, one, pieces.get(one["n"])) for one in saved.given[group])
    return f"<h2>{title}</h2><ol>{items}</ol>" if items else ""


def _citation(group: str, one: Given, piece: Piece | None) -> str:
    original = web_address(one["url"] or "")
    link = f' <a href="{escape(original)}" rel="noopener noreferrer">{messages.ORIGINAL}</a>' if original else ""
    by = ", ".join((one["source"] or messages.UNNAMED, _day(one["published"]) or messages.UNDATED))
    kept = ""
    if piece and piece.text:
        kept = f"<details><summary>{messages.SAVED_EVIDENCE}</summary><p>{escape(piece.text)}</p></details>"
    # The page over the articles opens the cited version at the words.
    place = f"{one['version']}/{one['start']}/{one['end']}/{quote(one['article_id'], safe='')}"
    href = escape(f"/#cite-0-{one['n']}/{place}")
    title = escape(one["title"] or messages.UNTITLED)
    return (
        f'<li id="{group}-{one["n"]}" value="{one["n"]}"><a href="{href}">{title}</a>'
        f"<p>{escape(by)}{link}</p><blockquote>{escape(one['quote'])}</blockquote>{''.join(_below(one))}{kept}</li>"
    )


def _below(one: Given) -> Iterator[str]:
    """What else is known of a citation."""
    if outlets := one.get("also_in"):
        yield f"<p>{escape(messages.also_in(len(outlets), ', '.join(outlets)))}</p>"
    for found in one.get("dates", ()):
        yield f"<p>{escape(messages.resolved(found['text'], _day(found['date'])))}</p>"


def _day(moment: str | None) -> str:
    return day(datetime.fromisoformat(moment)) if moment else ""
