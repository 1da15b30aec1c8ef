"""The chat page: its views, what happens when they are used, and where it is mounted."""

from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI

from ui.app.engine import Engine
from ui.http.security_headers import SecurityHeadersMiddleware
from ui.messages.language import FALLBACK, drawn_in, in_language, words_of
from ui.messages.load import all_messages
from ui.messages.messages import NAME
from ui.page.answer_page import answer_pages
from ui.page.articles.view import is_administrator, wire_articles
from ui.page.chat.wiring import wire_chat
from ui.page.check.view import wire_checking
from ui.page.filters.view import knowing, offered
from ui.page.first_words import FirstWordsMiddleware, said_by
from ui.page.layout import Layout, administered, first_words, lay_out, named, opened
from ui.page.opening.suggestions import Suggestions
from ui.page.opening.view import suggesting
from ui.page.static_files import StaticFolder, words_script
from ui.page.styles import page_styles
from ui.page.theme import make_theme

STATIC = Path(__file__).parent.parent / "static"
HEAD = (
    '<link rel="stylesheet" href="static/page.css"><script type="module" src="static/page.js"></script>'
    '<script type="module" src="static/check.js"></script><script type="module" src="static/controls.js"></script>'
    '<script type="module" src="static/feedback.js"></script>'
    '<script type="module" src="static/conversations/page.js"></script>'
)
THREADS = 400
"""Answers under way at once; Gradio's own limit is 40, and an answer holds a thread while it waits."""
PATIENCE_S = 60.0
"""How long an open page waits for questions to suggest."""

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
"""Progress overlays would cover the chat, and the page's steps are no API."""


def build_page(engine: Engine) -> tuple[gr.Blocks, Layout]:
    """The page over `engine`, and its parts. Every visitor's session is in a `gr.State`; none of it is on an object
    that all share."""
    page: gr.Blocks = gr.Blocks(title=NAME, analytics_enabled=False, fill_width=True)
    with page:
        layout = lay_out(in_language(FALLBACK))
        wire_chat(page, layout.chat, layout.opening, layout.conversations, engine, _QUIET)
        wire_checking(layout.check, engine, _QUIET)
        wire_articles(layout.articles, layout.opening, engine, _QUIET)
        _wire_opening(page, layout, engine)
    page.max_threads = THREADS
    page.queue(default_concurrency_limit=None)
    return page, layout


def mount(app: FastAPI, engine: Engine, root_path: str = "") -> FastAPI:
    """Mount the page at "/" of `app` and its files at "/static"; `root_path` is where a proxy serves them.

    Everything that `app` sends gets the security headers.
    """
    app.get("/static/words.js", include_in_schema=False)(words_script)
    app.get("/static/page.css", include_in_schema=False)(page_styles(STATIC / "page"))
    app.include_router(answer_pages(engine))
    app.mount("/static", StaticFolder(directory=STATIC), name="static")
    page, layout = build_page(engine)
    others = {language: words for language, words in all_messages().items() if language != FALLBACK}
    said = {language: said_by(first_words(layout, words)) for language, words in others.items()}
    app.add_middleware(FirstWordsMiddleware, said=said)
    app.add_middleware(SecurityHeadersMiddleware)
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        theme=make_theme(),
        head=HEAD,
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        show_error=False,
        ssr_mode=False,
        favicon_path=str(STATIC / "favicon.svg"),
        root_path=root_path or None,
    )
    return app


def _wire_opening(page: gr.Blocks, layout: Layout, engine: Engine) -> None:
    """What is said to a visitor who has just come: all of it in their language, questions once they are known."""
    fallback = in_language(FALLBACK)
    suggestions = Suggestions(engine)
    knowing(layout.chat.filters, fallback, engine.facets())

    def came(request: gr.Request) -> dict[Any, Any]:
        words, counts = words_of(request.request), engine.counts()
        first = drawn_in(request.request)
        choices = offered(layout.chat.filters, words, engine.facets())
        more = administered(layout, words, counts) if is_administrator(request) else {}
        return {**opened(layout, words, first, counts), **choices, **more}

    everything = [layout.opening.top, layout.opening.greeting, layout.articles.column, *named(layout, fallback)]
    page.load(came, outputs=everything, **_QUIET)
    gr.on(
        [page.load, layout.articles.refresh.click],
        lambda: suggesting(layout.opening, suggestions.wait(PATIENCE_S)),
        outputs=layout.opening.suggestions,
        **_QUIET,
    )
