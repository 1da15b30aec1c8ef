"""The widgets of the third view. Its list and its forms are drawn by the scripts in `ui/static/articles`, which ask the
API; what counts the store is drawn here, for administrators alone."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui.app.engine import Engine
from ui.auth.visitor import visitor_of
from ui.messages.language import words_of
from ui.messages.messages import Messages
from ui.page.articles.bars import figure, legend
from ui.page.articles.store import runs_html, store_html
from ui.page.opening.view import OpeningView, greeting


@dataclass(frozen=True, slots=True)
class ArticlesView:
    """Everything in it that changes. A browser has no `column` until its visitor is known to be an administrator; its
    scripts press `refresh`, which is out of sight, when the view is opened and when something has come in or gone."""

    column: gr.Column
    lead: gr.Markdown
    store: gr.Markdown
    chart: gr.Plot
    legend: gr.Markdown
    runs: gr.Markdown
    refresh: gr.Button


def lay_out_articles(words: Messages) -> ArticlesView:
    """The view's parts, in the order in which they stand."""
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


def named_articles(view: ArticlesView, words: Messages) -> dict[Any, Any]:
    """The view's own words in a language."""
    return {view.lead: _lead(words), view.refresh: words.articles.refresh}


def wire_articles(view: ArticlesView, opening: OpeningView, engine: Engine, quiet: dict[str, Any]) -> None:
    """What the store holds is counted when the view asks for it, for administrators alone; the page's opening says so
    too."""

    def counted(request: gr.Request) -> dict[Any, Any]:
        if not is_administrator(request):
            return {view.store: gr.skip()}
        words = words_of(request.request)
        found, runs = engine.overview()
        return {
            view.store: store_html(words, found),
            view.runs: runs_html(words, runs),
            view.chart: gr.update(value=figure(words, found) if found.bars else None, visible=bool(found.bars)),
            view.legend: legend(words, found) if found.bars else "",
            **greeting(opening, words, engine.counts(), administered=True),
        }

    changed = [view.store, view.runs, view.chart, view.legend, opening.top, opening.greeting]
    view.refresh.click(counted, outputs=changed, trigger_mode="always_last", **quiet)


def is_administrator(request: gr.Request) -> bool:
    """Whether whoever sent the request may see the store and change it."""
    return request.request is not None and visitor_of(request.request.scope).role == "administrator"


def _lead(words: Messages) -> str:
    return f'<div class="cw-lead"><h2>{words.articles.title}</h2><p>{words.articles.help}</p></div>'
