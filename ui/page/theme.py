"""The page's colours for Gradio's own components; `ui/static/page/` styles everything else."""

import gradio as gr

SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")
MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace")


def make_theme() -> gr.themes.Base:
    """Return a theme with system fonts (nothing is downloaded) and enough contrast."""
    theme = gr.themes.Base(font=SANS, font_mono=MONO, text_size=gr.themes.sizes.text_md)
    return theme.set(
        body_background_fill="#fdfcfa",
        body_background_fill_dark="#131417",
        body_text_color="#1b1c1f",
        body_text_color_dark="#ececea",
        body_text_color_subdued="#55585f",
        body_text_color_subdued_dark="#a9acb3",
        background_fill_primary="#fdfcfa",
        background_fill_primary_dark="#131417",
        block_background_fill="transparent",
        block_background_fill_dark="transparent",
        block_border_width="0px",
        block_shadow="none",
        border_color_primary="#dcd9d2",
        border_color_primary_dark="#3a3c42",
        input_placeholder_color="#55585f",
        input_placeholder_color_dark="#a9acb3",
        button_primary_background_fill="#16324f",
        button_primary_background_fill_hover="#0e2238",
        button_primary_background_fill_dark="#b9d3f0",
        button_primary_background_fill_hover_dark="#d3e4f8",
        button_primary_text_color="#ffffff",
        button_primary_text_color_dark="#10202f",
    )
