"""The chat page: its parts, and what happens when they are used."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import gradio as gr
from fastapi import FastAPI

from index.errors import DateError
from rag.claim import Claim
from ui.engine import Engine
from ui.http.policy import PolicyMiddleware
from ui.page import messages
from ui.page.answer_page import answer_pages
from ui.page.ask import ask
from ui.page.asof import day_of
from ui.page.check_view import wire_checking
from ui.page.opening import header, welcome
from ui.page.parts import Parts, lay_out, showing
from ui.page.session import Session
from ui.page.static_files import StaticFolder, words_script
from ui.page.suggestions import Suggestions
from ui.page.theme import make_theme

STATIC = Path(__file__).parent.parent / "static"
HEAD = (
    '<link rel="stylesheet" href="/static/page.css"><script type="module" src="/static/page.js"></script>'
    '<script type="module" src="/static/check.js"></script><script type="module" src="/static/controls.js"></script>'
    '<link rel="stylesheet" href="/static/news.css">'
)
THREADS = 400
"""Answers under way at once; Gradio's own limit is 40, and an answer holds a thread while it waits."""
PATIENCE_S = 60.0
"""How long an open page waits for questions to suggest."""

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
"""Progress overlays would cover the chat, and the page's steps are no API."""


def build_page(engine: Engine) -> gr.Blocks:
    """The page over `engine`. Every visitor's session is in a `gr.State`; none of it is on an object that all share."""
    suggestions = Suggestions(engine)
    page: gr.Blocks = gr.Blocks(title=messages.TITLE, analytics_enabled=False, fill_width=True)
    with page:
        parts = lay_out()
        _wire_asking(parts, engine)
        wire_checking(parts.check, engine, _QUIET)
        page.load(lambda: _opening(engine), outputs=[parts.header, parts.welcome], **_QUIET)
        page.load(lambda: _suggested(parts, suggestions), outputs=parts.suggestions, **_QUIET)
    page.max_threads = THREADS
    page.queue(default_concurrency_limit=None)
    return page


def mount(app: FastAPI, engine: Engine) -> FastAPI:
    """The page at "/" of `app`, its files at "/static", and the security headers on everything that `app` sends."""
    app.get("/static/words.js")(words_script)
    app.include_router(answer_pages(engine))
    app.mount("/static", StaticFolder(directory=STATIC), name="static")
    app.add_middleware(PolicyMiddleware)
    gr.mount_gradio_app(
        app,
        build_page(engine),
        path="/",
        theme=make_theme(),
        head=HEAD,
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        show_error=False,
        ssr_mode=False,
        favicon_path=str(STATIC / "favicon.svg"),
    )
    return app


def _wire_asking(parts: Parts, engine: Engine) -> None:
    """The step that answers is the only one that changes the chat while it runs: Stop asks it to end, since a step that
    Gradio cancels may still have a state on its way, which would then overwrite what Stop has shown."""

    def asked(
        question: str, session: Session, as_of: date | None, findings: tuple[Claim, ...] = ()
    ) -> Iterator[dict[Any, Any]]:
        if not question.strip():
            yield {parts.session: session}
            return
        stop = Event()
        yield {parts.stop: stop}
        states = ask(engine.ask, question.strip(), session, stop, as_of, findings)
        yield from (showing(parts, state) for state in states)

    def chosen(question: str, session: Session, day: str) -> Iterator[dict[Any, Any]]:
        try:
            as_of = day_of(day)
        except DateError as error:
            yield showing(parts, session.asking(question).failed(str(error)))
            return
        yield from asked(question, session, as_of)

    def typed(question: str, session: Session, day: str) -> Iterator[dict[Any, Any]]:
        for number, changes in enumerate(chosen(question, session, day)):
            yield {**changes, parts.question: gr.update(value="")} if number == 0 else changes

    def again(session: Session, day: str) -> Iterator[dict[Any, Any]]:
        yield from chosen(*session.retrying(), day)

    def better(session: Session) -> Iterator[dict[Any, Any]]:
        yield from asked(*session.rewriting())

    def lifted(number: str, session: Session) -> Iterator[dict[Any, Any]]:
        question, as_of = session.lifting(number)
        yield from asked(question, session, as_of)

    everything = parts.changing
    parts.question.submit(typed, [parts.question, parts.session, parts.as_of], everything, **_QUIET)
    for button in parts.suggestions:
        button.click(chosen, [button, parts.session, parts.as_of], everything, **_QUIET)
    parts.retry.click(again, [parts.session, parts.as_of], everything, **_QUIET)
    parts.rewrite.click(better, [parts.session], everything, **_QUIET)
    parts.lift.submit(lifted, [parts.lift, parts.session], everything, **_QUIET)
    parts.as_of.change(lambda day: gr.update(visible=bool(day)), [parts.as_of], parts.now, **_QUIET)
    parts.now.click(lambda: "", None, parts.as_of, **_QUIET)
    parts.question.stop(lambda stop: stop.set(), [parts.stop], None, queue=False, **_QUIET)
    parts.new.click(lambda: showing(parts, Session()), None, everything, **_QUIET)


def _opening(engine: Engine) -> tuple[str, str]:
    counts = engine.counts()
    return header(counts), welcome(counts)


def _suggested(parts: Parts, suggestions: Suggestions) -> list[Any]:
    found = suggestions.wait(PATIENCE_S)
    shown = [*found, *[""] * (len(parts.suggestions) - len(found))]
    return [gr.update(value=question, visible=bool(question)) for question in shown]
