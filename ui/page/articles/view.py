"""The components of the third view, for administrators.

This module draws the statistics; the scripts in `ui/static/articles` draw the list and the forms and call the API.
"""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui.app.engine import Engine
from ui.auth.visitor import visitor_of
from ui.messages.language import words_of
from ui.messages.messages import Messages
from ui.page.articles.bars import figure, legend
from ui.page.articles.store import runs_html, store_html
from ui.page.opening.view import OpeningView, greeting_updates


@dataclass(frozen=True, slots=True)
class ArticlesView:
    """The components that change.

    `column` is hidden from everyone but administrators. Scripts press the hidden `refresh` when the view opens and when
    articles were added or removed.
    """

    column: gr.Column
    lead: gr.Markdown
    store: gr.Markdown
    chart: gr.Plot
    legend: gr.Markdown
    runs: gr.Markdown
    refresh: gr.Button


def lay_out_articles(words: Messages) -> ArticlesView:
    """Create the components in page order."""
    with gr.Column(elem_id="cw-articles", visible=False) as column:
        lead = gr.Markdown(_lead(words), elem_id="cw-articles-lead", container=False)
        gr.Markdown('<div id="cw-bring"></div>', container=False)
        runs = gr.Markdown("", elem_id="cw-articles-runs", container=False, latex_delimiters=[])
        store = gr.Markdown("", elem_id="cw-articles-store", container=False, latex_delimiters=[])
        chart = gr.Plot(visible=False, show_label=False, container=False, elem_id="cw-articles-chart")
        key = gr.Markdown("", elem_id="cw-articles-legend", container=False, latex_delimiters=[])
        gr.Markdown('<div id="cw-listed"></div>', container=False)
        refresh = gr.Button(words.articles.refresh, elem_id="cw-articles-refresh")
    return ArticlesView(column, lead, store, chart, key, runs, refresh)


def relabel_articles(view: ArticlesView, words: Messages) -> dict[Any, Any]:
    """Return updates that label the view."""
    return {view.lead: _lead(words), view.refresh: words.articles.refresh}


def wire_articles(view: ArticlesView, opening: OpeningView, engine: Engine, quiet: dict[str, Any]) -> None:
    """Wire `refresh`: count the store for administrators and update the page's opening as well."""

    def refreshed(request: gr.Request) -> dict[Any, Any]:
        if not is_administrator(request):
            return {view.store: gr.skip()}
        words = words_of(request.request)
        found, runs = engine.overview()
        return {
            view.store: store_html(words, found),
            view.runs: runs_html(words, runs),
            view.chart: gr.update(value=figure(words, found) if found.bars else None, visible=bool(found.bars)),
            view.legend: legend(words, found) if found.bars else "",
            **greeting_updates(opening, words, engine.counts(), administrator=True),
        }

    changed = [view.store, view.runs, view.chart, view.legend, opening.top, opening.greeting]
    view.refresh.click(refreshed, outputs=changed, trigger_mode="always_last", **quiet)


def is_administrator(request: gr.Request) -> bool:
    """Return whether the requester is an administrator."""
    return request.request is not None and visitor_of(request.request.scope).role == "administrator"


def _lead(words: Messages) -> str:
    return f'<div class="cw-lead"><h2>{words.articles.title}</h2><p>{words.articles.help}</p></div>'
