"""The filter controls behind one button, and chips that remove active filters."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import gradio as gr

from index.catalogue.overview import Facets
from ui.messages.messages import Messages
from ui.page.filters.chips import chips_html
from ui.page.filters.narrowing import NOTHING, Narrowing

MOST_CHOSEN = 100
"""Maximum number of sources, or languages, in a filter."""


@dataclass(frozen=True, slots=True)
class FiltersView:
    """The components that change.

    A date is "" when unset. ui/static/controls.js turns the text boxes into date fields and shows the controls when
    `narrow` is pressed.
    """

    chips: gr.Markdown
    narrow: gr.Button
    as_of: gr.Textbox
    since: gr.Textbox
    until: gr.Textbox
    sources: gr.Dropdown
    languages: gr.Dropdown
    unset: gr.Textbox
    """Hidden; ui/static/controls.js enters the id of the pressed chip."""

    @property
    def controls(self) -> list[Any]:
        """The controls in the order of `narrowing`'s parameters."""
        return [self.as_of, self.since, self.until, self.sources, self.languages]


def make_chips() -> gr.Markdown:
    """Create the chips. Call it where they belong in the page."""
    return gr.Markdown("", elem_id="cw-set", container=False, visible=False)


def lay_out_filters(words: Messages, chips: gr.Markdown) -> FiltersView:
    """Create the button and the controls. Call it where they belong in the page."""
    texts = words.filters
    narrow = gr.Button(texts.narrow, elem_id="cw-narrow", elem_classes="cw-action", size="sm")
    with gr.Row(elem_id="cw-filters"):
        since, until, as_of = (
            gr.Textbox("", label=label, elem_id=id, container=False, max_lines=1, placeholder=words.chat.as_of_hint)
            for label, id in ((texts.since, "cw-since"), (texts.until, "cw-until"), (words.chat.as_of, "cw-as-of"))
        )
        sources, languages = _choice(texts.sources, "cw-sources"), _choice(texts.languages, "cw-languages")
    unset = gr.Textbox("", label=texts.remove, elem_id="cw-unset", container=False)
    return FiltersView(chips, narrow, as_of, since, until, sources, languages, unset)


def relabel_filters(view: FiltersView, words: Messages) -> dict[Any, Any]:
    """Return updates that label the controls."""
    texts = words.filters
    hint = words.chat.as_of_hint
    return {
        view.narrow: texts.narrow,
        view.since: gr.update(label=texts.since, placeholder=hint),
        view.until: gr.update(label=texts.until, placeholder=hint),
        view.as_of: gr.update(label=words.chat.as_of, placeholder=hint),
        view.sources: gr.update(label=texts.sources),
        view.languages: gr.update(label=texts.languages),
        view.unset: gr.update(label=texts.remove),
    }


def allow_choices(view: FiltersView, words: Messages, facets: Facets) -> None:
    """Accept these choices from pages opened before a restart; Gradio rejects choices that it has not offered."""
    view.sources.choices, view.languages.choices = _choices(words, facets)


def choice_updates(view: FiltersView, words: Messages, facets: Facets) -> dict[Any, Any]:
    """Return updates that offer the sources and languages; a list with a single entry is hidden."""
    sources, languages = _choices(words, facets)
    return {
        view.sources: gr.update(choices=sources, label=words.filters.sources, visible=len(sources) > 1),
        view.languages: gr.update(choices=languages, label=words.filters.languages, visible=len(languages) > 1),
    }


def chips_update(words: Messages, narrowed: Narrowing) -> Any:
    """Return the update of the chips; without filters they are hidden."""
    return gr.update(value=chips_html(words, narrowed), visible=narrowed != NOTHING)


def control_updates(view: FiltersView, narrowed: Narrowing) -> dict[Any, Any]:
    """Return updates that set the controls to `narrowed`."""
    return {
        view.as_of: _written(narrowed.as_of),
        view.since: _written(narrowed.since),
        view.until: _written(narrowed.until),
        view.sources: list(narrowed.sources),
        view.languages: list(narrowed.languages),
    }


def _choices(words: Messages, facets: Facets) -> tuple[list[Any], list[Any]]:
    """Return (label with the number of articles, value) of the sources and of the languages."""
    sources = [(f"{name} ({words.number(count)})", name) for name, count in facets.sources]
    languages = [(f"{words.language_name(code)} ({words.number(count)})", code) for code, count in facets.languages]
    return sources, languages


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""


def _choice(label: str, id: str) -> gr.Dropdown:
    return gr.Dropdown(
        [], label=label, elem_id=id, multiselect=True, max_choices=MOST_CHOSEN, container=False, visible=False
    )
