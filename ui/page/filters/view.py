"""The controls of what is searched, behind one button, and what is set, as chips that remove it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import gradio as gr

from index.catalogue.overview import Facets
from ui.messages.messages import Messages
from ui.page.filters.chips import chips_html
from ui.page.filters.narrowing import NOTHING, Narrowing

MOST_CHOSEN = 100
"""Sources, or languages, that can be chosen at once."""


@dataclass(frozen=True, slots=True)
class FiltersView:
    """Everything in it that changes. The days are "" where none is set; ui/static/controls.js makes fields for dates of
    them, and shows the controls when `narrow` is pressed."""

    chips: gr.Markdown
    narrow: gr.Button
    as_of: gr.Textbox
    since: gr.Textbox
    until: gr.Textbox
    sources: gr.Dropdown
    languages: gr.Dropdown
    unset: gr.Textbox
    """Out of sight: the id of the chip that was pressed, written by ui/static/controls.js."""

    @property
    def controls(self) -> list[Any]:
        """What is set, in the order in which `narrowing` takes it."""
        return [self.as_of, self.since, self.until, self.sources, self.languages]


def make_chips() -> gr.Markdown:
    """The chips, to be called where they stand."""
    return gr.Markdown("", elem_id="cw-set", container=False, visible=False)


def lay_out_filters(words: Messages, chips: gr.Markdown) -> FiltersView:
    """The button and the controls, to be called where they stand."""
    said = words.filters
    narrow = gr.Button(said.narrow, elem_id="cw-narrow", elem_classes="cw-action", size="sm")
    with gr.Row(elem_id="cw-filters"):
        since, until, as_of = (
            gr.Textbox("", label=label, elem_id=id, container=False, max_lines=1, placeholder=words.chat.as_of_hint)
            for label, id in ((said.since, "cw-since"), (said.until, "cw-until"), (words.chat.as_of, "cw-as-of"))
        )
        sources, languages = _choice(said.sources, "cw-sources"), _choice(said.languages, "cw-languages")
    unset = gr.Textbox("", label=said.remove, elem_id="cw-unset", container=False)
    return FiltersView(chips, narrow, as_of, since, until, sources, languages, unset)


def named_filters(view: FiltersView, words: Messages) -> dict[Any, Any]:
    """The controls' own words in a language."""
    said = words.filters
    hint = words.chat.as_of_hint
    return {
        view.narrow: said.narrow,
        view.since: gr.update(label=said.since, placeholder=hint),
        view.until: gr.update(label=said.until, placeholder=hint),
        view.as_of: gr.update(label=words.chat.as_of, placeholder=hint),
        view.sources: gr.update(label=said.sources),
        view.languages: gr.update(label=said.languages),
        view.unset: gr.update(label=said.remove),
    }


def knowing(view: FiltersView, words: Messages, facets: Facets) -> None:
    """Take these sources and languages from pages that are open since before the server was started: Gradio refuses
    what it has not offered."""
    view.sources.choices, view.languages.choices = _choices(words, facets)


def offered(view: FiltersView, words: Messages, facets: Facets) -> dict[Any, Any]:
    """The sources and languages that can be chosen; of one alone there is no choice."""
    sources, languages = _choices(words, facets)
    return {
        view.sources: gr.update(choices=sources, label=words.filters.sources, visible=len(sources) > 1),
        view.languages: gr.update(choices=languages, label=words.filters.languages, visible=len(languages) > 1),
    }


def chips_shown(words: Messages, narrowed: Narrowing) -> Any:
    """The chips of what is set; nothing where nothing is."""
    return gr.update(value=chips_html(words, narrowed), visible=narrowed != NOTHING)


def set_to(view: FiltersView, narrowed: Narrowing) -> dict[Any, Any]:
    """The controls, as they hold this."""
    return {
        view.as_of: _written(narrowed.as_of),
        view.since: _written(narrowed.since),
        view.until: _written(narrowed.until),
        view.sources: list(narrowed.sources),
        view.languages: list(narrowed.languages),
    }


def _choices(words: Messages, facets: Facets) -> tuple[list[Any], list[Any]]:
    """Each with how many articles it has, as it is shown and as it is."""
    sources = [(f"{name} ({words.number(count)})", name) for name, count in facets.sources]
    languages = [(f"{words.language_name(code)} ({words.number(count)})", code) for code, count in facets.languages]
    return sources, languages


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""


def _choice(label: str, id: str) -> gr.Dropdown:
    return gr.Dropdown(
        [], label=label, elem_id=id, multiselect=True, max_choices=MOST_CHOSEN, container=False, visible=False
    )
