"""The page's views, in the order in which they stand, and its words in a visitor's language."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from index.catalogue.view import Counts
from ui.messages.messages import Messages
from ui.page.articles.view import ArticlesView, lay_out_articles, named_articles
from ui.page.chat.view import ChatView, lay_out_chat, named_chat
from ui.page.check.view import CheckView, lay_out_check, named_check
from ui.page.conversations.view import ConversationsView, lay_out_conversations, named_conversations
from ui.page.opening.view import OpeningView, greeting, lay_out_opening, make_header
from ui.page.opening.welcome import header, welcome


@dataclass(frozen=True, slots=True)
class Layout:
    """`switch` holds the links between the views; ui/static/views.js shows one of them."""

    switch: gr.Markdown
    opening: OpeningView
    conversations: ConversationsView
    chat: ChatView
    check: CheckView
    articles: ArticlesView


def lay_out(words: Messages) -> Layout:
    """The views as a browser first gets them; to be called inside a `gr.Blocks`."""
    top = make_header(words)
    switch = gr.Markdown(_links(words), elem_id="cw-switch", container=False)
    opening, conversations = lay_out_opening(words, top), lay_out_conversations(words)
    chat, check = lay_out_chat(words), lay_out_check(words)
    return Layout(switch, opening, conversations, chat, check, lay_out_articles(words))


def named(layout: Layout, words: Messages) -> dict[Any, Any]:
    """Everything that the widgets themselves say, in a language."""
    return {
        layout.switch: _links(words),
        **named_conversations(layout.conversations, words),
        **named_chat(layout.chat, words),
        **named_check(layout.check, words),
        **named_articles(layout.articles, words),
    }


def first_words(layout: Layout, words: Messages) -> dict[Any, Any]:
    """Everything that is said before it is known what the store holds, in a language."""
    return {**named(layout, words), layout.opening.top: header(words), layout.opening.greeting: welcome(words)}


def opened(layout: Layout, words: Messages, first: Messages, counts: Counts) -> dict[Any, Any]:
    """The page once a visitor has it: what the store holds, and their own language where it was drawn in another."""
    said = {} if words is first else named(layout, words)
    return {**said, **greeting(layout.opening, words, counts)}


def administered(layout: Layout, words: Messages, counts: Counts) -> dict[Any, Any]:
    """What administrators have besides: the view of the store, and the link to it."""
    return {
        layout.switch: _links(words, administered=True),
        layout.articles.column: gr.update(visible=True),
        **greeting(layout.opening, words, counts, administered=True),
    }


def _links(words: Messages, *, administered: bool = False) -> str:
    said = words.views
    views = {"#ask": said.ask, "#check": said.check, **({"#articles": said.articles} if administered else {})}
    links = "".join(f'<a class="cw-view" href="{view}">{name}</a>' for view, name in views.items())
    conversations = f'<button type="button" id="cw-list-show">{words.conversations.show}</button>'
    return f'<div class="cw-views">{links}{conversations}</div>'
