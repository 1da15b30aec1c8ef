"""Wire the filters' events."""

from typing import Any

import gradio as gr

from index.errors import DateError
from ui.messages.language import words_of
from ui.page.filters.chips import without
from ui.page.filters.narrowing import NOTHING, narrowing
from ui.page.filters.view import FiltersView, chips_update, control_updates


def wire_filters(filters: FiltersView, quiet: dict[str, Any]) -> None:
    """Update the chips when a control changes, and the controls when a chip is pressed."""

    def changed(request: gr.Request, *held: Any) -> Any:
        try:
            return chips_update(words_of(request.request), narrowing(*held))
        except DateError:  # an incomplete date; asking with it shows the error
            return gr.update()

    def unset(id: str, *held: Any) -> dict[Any, Any]:
        try:
            return control_updates(filters, without(narrowing(*held), id))
        except DateError:
            return control_updates(filters, NOTHING)

    gr.on([control.change for control in filters.controls], changed, filters.controls, filters.chips, **quiet)
    filters.unset.submit(unset, [filters.unset, *filters.controls], filters.controls, **quiet)
