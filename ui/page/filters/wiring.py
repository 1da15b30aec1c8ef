"""What happens when the filters are used."""

from typing import Any

import gradio as gr

from index.errors import DateError
from ui.messages.language import words_of
from ui.page.filters.chips import without
from ui.page.filters.narrowing import NOTHING, narrowing
from ui.page.filters.view import FiltersView, chips_shown, set_to


def wire_filters(filters: FiltersView, quiet: dict[str, Any]) -> None:
    """The chips follow the controls, and a chip that is pressed changes them."""

    def changed(request: gr.Request, *held: Any) -> Any:
        try:
            return chips_shown(words_of(request.request), narrowing(*held))
        except DateError:  # a day that is being typed; whoever asks by it is told what is wrong with it
            return gr.update()

    def unset(id: str, *held: Any) -> dict[Any, Any]:
        try:
            return set_to(filters, without(narrowing(*held), id))
        except DateError:
            return set_to(filters, NOTHING)

    gr.on([control.change for control in filters.controls], changed, filters.controls, filters.chips, **quiet)
    filters.unset.submit(unset, [filters.unset, *filters.controls], filters.controls, **quiet)
