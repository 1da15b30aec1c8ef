"""A quantity over time, where reports of different days give it: what is drawn, and how. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from typing import TYPE_CHECKING, Any

from rag.answer_shape import Conflict
from rag.checks.figures import plain_figures
from rag.claim import Citation
from ui.page import messages
from ui.page.dates import day
from ui.page.links import citation_link

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

LEAST = 3
"""Dated values that are worth a chart."""
HEIGHT = 260
FEW = 6
"""Days between the first point and the last of which each is written."""
LONGEST = 40
"""Characters of a source that are shown at a point."""
INK, ACCENT = "#55585f", "#1b4f8a"
"""Colours of the light page; ui/static/chart.css sets those of either."""


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a day; `link` opens the words that give it."""

    moment: datetime
    number: float
    value: str
    source: str
    link: str


@dataclass(frozen=True, slots=True)
class Chart:
    """What one chart shows, the oldest point first."""

    title: str
    points: tuple[Point, ...]


def charts(answer: int, conflicts: Sequence[Conflict], citations: Mapping[int, Citation]) -> tuple[Chart, ...]:
    """A chart for each quantity and scope of which LEAST values have a date and a number."""
    kinds = dict.fromkeys((conflict.quantity, conflict.scope) for conflict in conflicts)
    made = [
        Chart(
            messages.chart(*kind),
            _points(answer, [one for one in conflicts if (one.quantity, one.scope) == kind], citations),
        )
        for kind in kinds
    ]
    return tuple(chart for chart in made if len(chart.points) >= LEAST)


def _points(answer: int, values: Sequence[Conflict], citations: Mapping[int, Citation]) -> tuple[Point, ...]:
    """The values that can be drawn on one axis: dated, cited, a single figure each, all of the unit of the first."""
    found: list[Point] = []
    units: list[str] = []
    for value in values:
        figures = plain_figures(value.value)
        cited = next((citations[n] for n in value.citations if n in citations), None)
        if value.published and cited and len(figures) == 1:
            item, link = figures[0].item, citation_link(answer, cited)
            units.append(item.unit)
            found.append(Point(value.published, item.value, value.value, value.source or messages.UNNAMED, link))
    alike = [point for point, unit in zip(found, units, strict=True) if unit == units[0]]
    return tuple(sorted(alike, key=lambda point: point.moment.astimezone(UTC)))


def figure(chart: Chart) -> "Figure":
    """The chart as Plotly draws it. Plotly is imported here: most answers have no chart.

    What it writes is read as a little HTML: words of others are escaped. `customdata` are the citations' links, which
    ui/static/chart.js opens, each with a name.
    """
    from plotly.graph_objects import Figure, Scatter

    points = chart.points
    drawn = Scatter(
        x=[point.moment.astimezone(UTC).replace(tzinfo=None).isoformat() for point in points],
        y=[point.number for point in points],
        text=[escape(point.value, quote=False) for point in points],
        hovertext=[escape(_hover(point), quote=False).replace("\n", "<br>") for point in points],
        customdata=[[point.link, f"{point.value}: {point.source}, {day(point.moment)}"] for point in points],
        hoverinfo="text",
        mode="lines+markers+text",
        textposition="top center",
        textfont={"size": 14, "color": INK},
        marker={"size": 13, "color": ACCENT},
        line={"dash": "dot", "width": 2, "color": ACCENT},
        cliponaxis=False,
    )
    made = Figure(drawn)
    axis = {"fixedrange": True, "color": INK, "zeroline": False, "title": None}
    made.update_layout(
        template="none",
        height=HEIGHT,
        margin={"l": 48, "r": 32, "t": 36, "b": 40},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        dragmode=False,
        hovermode="closest",
        showlegend=False,
        meta=chart.title,
        xaxis={**axis, **_days(points), "type": "date", "showgrid": False, "ticklabelstandoff": 6},
        yaxis={**axis, "rangemode": "tozero", "nticks": 5},
    )
    return made


def _hover(point: Point) -> str:
    source = point.source if len(point.source) <= LONGEST else f"{point.source[: LONGEST - 1]}…"
    return f"{point.value}\n{source}\n{day(point.moment)}"


def _days(points: Sequence[Point]) -> dict[str, Any]:
    """Where the days are written: at the beginning of each of a few, else where Plotly finds room."""
    first, last = points[0].moment.astimezone(UTC).date(), points[-1].moment.astimezone(UTC).date()
    if (last - first).days > FEW:
        return {"nticks": 6}
    ends = [first.isoformat(), (last + timedelta(days=1)).isoformat()]
    return {"dtick": 24 * 60 * 60 * 1000, "tick0": ends[0], "range": ends, "tickformat": "%-d %b"}
