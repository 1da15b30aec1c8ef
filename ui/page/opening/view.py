"""The page's opening: header, greeting and suggested questions."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from index.catalogue.view import Counts
from ui.messages.messages import Messages
from ui.page.opening.suggestions import SHOWN
from ui.page.opening.welcome import header, welcome


@dataclass(frozen=True, slots=True)
class OpeningView:
    """The components that change. The first question hides `column`; the header stays."""

    top: gr.Markdown
    column: gr.Column
    greeting: gr.Markdown
    suggestions: list[gr.Button]


def make_header(words: Messages) -> gr.Markdown:
    """Create the header. Call it where it belongs in the page."""
    return gr.Markdown(header(words), elem_id="cw-top", container=False)


def lay_out_opening(words: Messages, top: gr.Markdown) -> OpeningView:
    """Create the components below the header in page order."""
    with gr.Column(elem_id="cw-opening") as column:
        greeting = gr.Markdown(welcome(words), elem_id="cw-greeting", container=False)
        suggestions = [gr.Button("", visible=False, elem_classes="cw-suggestion") for _ in range(SHOWN)]
    return OpeningView(top, column, greeting, suggestions)


def greeting_updates(
    view: OpeningView, words: Messages, counts: Counts, *, administrator: bool = False
) -> dict[Any, Any]:
    """Return updates that show the store's counts in the opening."""
    return {view.top: header(words, counts), view.greeting: welcome(words, counts, administrator=administrator)}


def suggestion_updates(view: OpeningView, questions: tuple[str, ...]) -> list[Any]:
    """Return updates that put the questions on the buttons in order and hide the other buttons."""
    shown = [*questions, *[""] * (len(view.suggestions) - len(questions))]
    return [gr.update(value=question, visible=bool(question)) for question in shown]
