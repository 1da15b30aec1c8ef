"""The page's second view: a draft, and its check. `ui/static/check.js` shows the one view or the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Event
from typing import Any

import gradio as gr

from ui.engine import Engine
from ui.page import messages
from ui.page.check import status_html
from ui.page.checking import Shown, check
from ui.requests import LONGEST_DRAFT


@dataclass(frozen=True, slots=True)
class CheckView:
    """Everything in it that changes. `stopping` holds what ends the check on its way: a `threading.Event`."""

    draft: gr.Textbox
    begin: gr.Button
    stop: gr.Button
    status: gr.Markdown
    result: gr.Markdown
    stopping: gr.State

    @property
    def changing(self) -> list[Any]:
        """What a check changes."""
        return [self.begin, self.stop, self.status, self.result, self.stopping]


def switch() -> gr.Markdown:
    """The links between the two views, to be called where they stand."""
    links = (
        f'<a class="cw-view" href="#ask">{messages.SWITCH_ASK}</a>'
        f'<a class="cw-view" href="#check">{messages.SWITCH_CHECK}</a>'
    )
    return gr.Markdown(f'<div class="cw-views">{links}</div>', elem_id="cw-switch", container=False)


def lay_out_check() -> CheckView:
    """The view's parts, in the order in which they stand."""
    stopping = gr.State(None)
    with gr.Column(elem_id="cw-check"):
        gr.Markdown(
            f'<div class="cw-lead"><h2>{messages.CHECK_TITLE}</h2><p>{messages.CHECK_HELP}</p></div>',
            elem_id="cw-check-opening",
            container=False,
        )
        draft = gr.Textbox(
            label=messages.DRAFT_LABEL,
            placeholder=messages.DRAFT_HINT,
            elem_id="cw-draft-box",
            container=False,
            lines=8,
            max_lines=20,
            max_length=LONGEST_DRAFT,
        )
        with gr.Row(elem_id="cw-check-actions"):
            begin = gr.Button(messages.CHECK, elem_classes="cw-begin")
            stop = gr.Button(messages.CHECK_STOP, elem_classes="cw-halt", visible=False)
            status = gr.Markdown("", elem_id="cw-check-status", container=False)
        result = gr.Markdown("", elem_id="cw-check-result", container=False, latex_delimiters=[])
    return CheckView(draft, begin, stop, status, result, stopping)


def wire_checking(view: CheckView, engine: Engine, quiet: dict[str, Any]) -> None:
    """Check asks the engine; Stop asks the check on its way to end, as in the chat (`ui/page/build.py`)."""

    def begun(text: str) -> Iterator[dict[Any, Any]]:
        stop = Event()
        yield {view.stopping: stop}
        yield from (_showing(view, shown) for shown in check(engine.check, text, stop))

    gr.on([view.begin.click, view.draft.submit], begun, [view.draft], view.changing, **quiet)
    view.stop.click(lambda stop: stop.set(), [view.stopping], None, queue=False, **quiet)


def _showing(view: CheckView, shown: Shown) -> dict[Any, Any]:
    return {
        view.begin: gr.update(visible=not shown.busy),
        view.stop: gr.update(visible=shown.busy),
        view.status: status_html(shown.status) if shown.status else "",
        view.result: shown.html,
    }
