"""The page's views, in the order in which they stand, and its words in a visitor's language."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from index.view import Counts
from ui.page.chat.view import ChatView, lay_out_chat, named_chat
from ui.page.check.view import CheckView, lay_out_check, named_check
from ui.page.messages.messages import Messages
from ui.page.opening.view import OpeningView, greeting, lay_out_opening, make_header


@dataclass(frozen=True, slots=True)
class Layout:
    """`switch` holds the links between the views; ui/static/check.js shows the one or the other."""

    switch: gr.Markdown
    opening: OpeningView
    chat: ChatView
    check: CheckView


def lay_out(words: Messages) -> Layout:
    """The views as a browser first gets them; to be called inside a `gr.Blocks`."""
    top = make_header(words)
    switch = gr.Markdown(_links(words), elem_id="cw-switch", container=False)
    return Layout(switch, lay_out_opening(words, top), lay_out_chat(words), lay_out_check(words))


def named(layout: Layout, words: Messages) -> dict[Any, Any]:
    """Everything that the widgets themselves say, in a language."""
    return {layout.switch: _links(words), **named_chat(layout.chat, words), **named_check(layout.check, words)}


def opened(layout: Layout, words: Messages, first: Messages, counts: Counts) -> dict[Any, Any]:
    """The page once a visitor has it: what the store holds, and their own language where it was laid out in another."""
    said = {} if words is first else named(layout, words)
    return {**said, **greeting(layout.opening, words, counts)}


def _links(words: Messages) -> str:
    links = (
        f'<a class="cw-view" href="#ask">{words.views.ask}</a><a class="cw-view" href="#check">{words.views.check}</a>'
    )
    return f'<div class="cw-views">{links}</div>'
