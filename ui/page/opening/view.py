"""The page's opening: its header, the greeting, questions to begin with."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from index.catalogue.view import Counts
from ui.messages.messages import Messages
from ui.page.opening.suggestions import SHOWN
from ui.page.opening.welcome import header, welcome


@dataclass(frozen=True, slots=True)
class OpeningView:
    """Everything in it that changes. `column` is hidden once something is asked; the header stays."""

    top: gr.Markdown
    column: gr.Column
    greeting: gr.Markdown
    suggestions: list[gr.Button]


def make_header(words: Messages) -> gr.Markdown:
    """The header, to be called where it stands."""
    return gr.Markdown(header(words), elem_id="cw-top", container=False)


def lay_out_opening(words: Messages, top: gr.Markdown) -> OpeningView:
    """The parts under the header, in the order in which they stand."""
    with gr.Column(elem_id="cw-opening") as column:
        greeting = gr.Markdown(welcome(words), elem_id="cw-greeting", container=False)
        suggestions = [gr.Button("", visible=False, elem_classes="cw-suggestion") for _ in range(SHOWN)]
    return OpeningView(top, column, greeting, suggestions)


def greeting(view: OpeningView, words: Messages, counts: Counts, *, administered: bool = False) -> dict[Any, Any]:
    """What the opening says of what the store holds."""
    return {view.top: header(words, counts), view.greeting: welcome(words, counts, administered=administered)}


def suggesting(view: OpeningView, questions: tuple[str, ...]) -> list[Any]:
    """The questions on the buttons, in their order; buttons that are left over are hidden."""
    shown = [*questions, *[""] * (len(view.suggestions) - len(questions))]
    return [gr.update(value=question, visible=bool(question)) for question in shown]
