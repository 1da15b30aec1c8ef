"""How Plotly draws on the page: plain, see-through, and not to be dragged about. Pure."""

from collections.abc import Mapping
from typing import Any

INK = "#55585f"
"""Colour of the light page's axes and words; ui/static/page/chart.css sets those of either."""


def plain_layout(days: Mapping[str, Any], numbers: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The layout that the page's charts have alike: `days` is of the axis of time, `numbers` of the one that counts."""
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
