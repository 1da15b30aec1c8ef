"""The components of the second view and their events. ui/static/views.js switches between the views."""

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Event
from typing import Any

import gradio as gr

from ui.app.engine import Engine
from ui.messages.language import words_of
from ui.messages.messages import Messages
from ui.page.check.checked import status_html
from ui.page.check.checking import Shown, check
from ui.serialization.requests import LONGEST_DRAFT


@dataclass(frozen=True, slots=True)
class CheckView:
    """The components that change. `stopping` holds a `threading.Event` that stops the running check."""

    lead: gr.Markdown
    draft: gr.Textbox
    begin: gr.Button
    stop: gr.Button
    status: gr.Markdown
    result: gr.Markdown
    stopping: gr.State

    @property
    def changing(self) -> list[Any]:
        """The components that a check changes."""
        return [self.begin, self.stop, self.status, self.result, self.stopping]


def lay_out_check(words: Messages) -> CheckView:
    """Create the components in page order."""
    stopping = gr.State(None)
    with gr.Column(elem_id="cw-check"):
        lead = gr.Markdown(_lead(words), elem_id="cw-check-opening", container=False)
        draft = gr.Textbox(
            label=words.check.draft,
            placeholder=words.check.hint,
            elem_id="cw-draft-box",
            container=False,
            lines=8,
            max_lines=20,
            max_length=LONGEST_DRAFT,
        )
        with gr.Row(elem_id="cw-check-actions"):
            begin = gr.Button(words.check.begin, elem_classes="cw-begin")
            stop = gr.Button(words.check.stop, elem_classes="cw-halt", visible=False)
            status = gr.Markdown("", elem_id="cw-check-status", container=False)
        result = gr.Markdown("", elem_id="cw-check-result", container=False, latex_delimiters=[])
    return CheckView(lead, draft, begin, stop, status, result, stopping)


def relabel_check(view: CheckView, words: Messages) -> dict[Any, Any]:
    """Return updates that label the view."""
    return {
        view.lead: _lead(words),
        view.draft: gr.update(label=words.check.draft, placeholder=words.check.hint),
        view.begin: words.check.begin,
        view.stop: words.check.stop,
    }


def wire_checking(view: CheckView, engine: Engine, quiet: dict[str, Any]) -> None:
    """Wire Check to the engine. Stop sets an event, as in the chat (`ui/page/chat/wiring.py`)."""

    def run(text: str, request: gr.Request) -> Iterator[dict[Any, Any]]:
        stop = Event()
        yield {view.stopping: stop}
        yield from (_updates(view, shown) for shown in check(words_of(request.request), engine.check, text, stop))

    gr.on([view.begin.click, view.draft.submit], run, [view.draft], view.changing, **quiet)
    view.stop.click(lambda stop: stop.set(), [view.stopping], None, queue=False, **quiet)


def _lead(words: Messages) -> str:
    return f'<div class="cw-lead"><h2>{words.check.title}</h2><p>{words.check.help}</p></div>'


def _updates(view: CheckView, shown: Shown) -> dict[Any, Any]:
    return {
        view.begin: gr.update(visible=not shown.busy),
        view.stop: gr.update(visible=shown.busy),
        view.status: status_html(shown.status) if shown.status else "",
        view.result: shown.html,
    }
