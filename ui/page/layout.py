"""Lay out the page's views and label them in the visitor's language."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from index.catalogue.view import Counts
from ui.messages.messages import Messages
from ui.page.articles.view import ArticlesView, lay_out_articles, relabel_articles
from ui.page.chat.view import ChatView, lay_out_chat, relabel_chat
from ui.page.check.view import CheckView, lay_out_check, relabel_check
from ui.page.conversations.view import ConversationsView, lay_out_conversations, relabel_conversations
from ui.page.opening.view import OpeningView, greeting_updates, lay_out_opening, make_header
from ui.page.opening.welcome import header, welcome


@dataclass(frozen=True, slots=True)
class Layout:
    """The views, and in `switch` the links between them; ui/static/views.js shows one view."""

    switch: gr.Markdown
    opening: OpeningView
    conversations: ConversationsView
    chat: ChatView
    check: CheckView
    articles: ArticlesView


def lay_out(words: Messages) -> Layout:
    """Create the views. Call it inside a `gr.Blocks`."""
    top = make_header(words)
    switch = gr.Markdown(_links(words), elem_id="cw-switch", container=False)
    opening, conversations = lay_out_opening(words, top), lay_out_conversations(words)
    chat, check = lay_out_chat(words), lay_out_check(words)
    return Layout(switch, opening, conversations, chat, check, lay_out_articles(words))


def relabel(layout: Layout, words: Messages) -> dict[Any, Any]:
    """Return updates that label all components in the language of `words`."""
    return {
        layout.switch: _links(words),
        **relabel_conversations(layout.conversations, words),
        **relabel_chat(layout.chat, words),
        **relabel_check(layout.check, words),
        **relabel_articles(layout.articles, words),
    }


def first_words(layout: Layout, words: Messages) -> dict[Any, Any]:
    """Return updates for all texts that do not depend on the store."""
    return {**relabel(layout, words), layout.opening.top: header(words), layout.opening.greeting: welcome(words)}


def load_updates(layout: Layout, words: Messages, first: Messages, counts: Counts) -> dict[Any, Any]:
    """Return updates for a loaded page: the store's counts, and labels when `first` was another language."""
    labels = {} if words is first else relabel(layout, words)
    return {**labels, **greeting_updates(layout.opening, words, counts)}


def administrator_updates(layout: Layout, words: Messages, counts: Counts) -> dict[Any, Any]:
    """Return updates that show administrators the articles view and its link."""
    return {
        layout.switch: _links(words, administrator=True),
        layout.articles.column: gr.update(visible=True),
        **greeting_updates(layout.opening, words, counts, administrator=True),
    }


def _links(words: Messages, *, administrator: bool = False) -> str:
    names = words.views
    views = {"#ask": names.ask, "#check": names.check, **({"#articles": names.articles} if administrator else {})}
    links = "".join(f'<a class="cw-view" href="{view}">{name}</a>' for view, name in views.items())
    conversations = f'<button type="button" id="cw-list-show">{words.conversations.show}</button>'
    return f'<div class="cw-views">{links}{conversations}</div>'
