"""The Plotly layout that the page's charts share: plain, transparent, without dragging or zooming. Pure."""

from collections.abc import Mapping
from typing import Any

INK = "#55585f"
"""Colour of axes and text on the light page; ui/static/page/chart.css sets it for both themes."""


def plain_layout(days: Mapping[str, Any], numbers: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return the shared layout; `days` extends the time axis, `numbers` the count axis."""
    axis = {"fixedrange": True, "color": INK, "zeroline": False, "title": None}
    return {
        "template": "none",
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "dragmode": False,
        "hovermode": "closest",
        "showlegend": False,
        "xaxis": {**axis, **days, "type": "date", "showgrid": False, "ticklabelstandoff": 6},
        "yaxis": {**axis, "rangemode": "tozero", "nticks": 5, **(numbers or {})},
    }
