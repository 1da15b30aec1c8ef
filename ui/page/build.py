"""Build the chat page, wire its events, and mount it."""

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
from ui.page.filters.view import allow_choices, choice_updates
from ui.page.first_words import FirstWordsMiddleware, properties_of
from ui.page.layout import Layout, administrator_updates, first_words, lay_out, load_updates, relabel
from ui.page.opening.suggestions import Suggestions
from ui.page.opening.view import suggestion_updates
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
"""Concurrent answers. Gradio's limit is 40, and a waiting answer holds a thread."""
PATIENCE_S = 60.0
"""Seconds that an open page waits for suggested questions."""

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
"""Event options: progress overlays would cover the chat, and the page's events are not an API."""


def build_page(engine: Engine) -> tuple[gr.Blocks, Layout]:
    """Build the page and return it with its layout.

    Each visitor's session is in a `gr.State`; shared objects hold nothing of it.
    """
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
    """Mount the page at "/" and its files at "/static", and add the security headers to every response.

    Args:
        app: The application to extend.
        engine: Answers the page's questions.
        root_path: Path at which a proxy serves the application; "" for none.

    Returns:
        `app`.
    """
    app.get("/static/words.js", include_in_schema=False)(words_script)
    app.get("/static/page.css", include_in_schema=False)(page_styles(STATIC / "page"))
    app.include_router(answer_pages(engine))
    app.mount("/static", StaticFolder(directory=STATIC), name="static")
    page, layout = build_page(engine)
    others = {language: words for language, words in all_messages().items() if language != FALLBACK}
    properties = {language: properties_of(first_words(layout, words)) for language, words in others.items()}
    app.add_middleware(FirstWordsMiddleware, properties=properties)
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
    """Fill the page when it loads: labels in the visitor's language, and suggested questions once known."""
    fallback = in_language(FALLBACK)
    suggestions = Suggestions(engine)
    allow_choices(layout.chat.filters, fallback, engine.facets())

    def loaded(request: gr.Request) -> dict[Any, Any]:
        words, counts = words_of(request.request), engine.counts()
        first = drawn_in(request.request)
        choices = choice_updates(layout.chat.filters, words, engine.facets())
        privileged = administrator_updates(layout, words, counts) if is_administrator(request) else {}
        return {**load_updates(layout, words, first, counts), **choices, **privileged}

    outputs = [layout.opening.top, layout.opening.greeting, layout.articles.column, *relabel(layout, fallback)]
    page.load(loaded, outputs=outputs, **_QUIET)
    gr.on(
        [page.load, layout.articles.refresh.click],
        lambda: suggestion_updates(layout.opening, suggestions.wait(PATIENCE_S)),
        outputs=layout.opening.suggestions,
        **_QUIET,
    )
