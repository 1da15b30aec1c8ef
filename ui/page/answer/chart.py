"""A quantity over time, where reports of different days give it: what is drawn, and how. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from math import ceil
from typing import TYPE_CHECKING, Any

from babel.dates import format_date

from rag.language.figures import plain_figures
from rag.schema.answer import Conflict
from rag.schema.citation import Citation
from ui.messages.messages import Messages
from ui.page.escape import unturned
from ui.page.plot import INK, plain_layout
from ui.serialization.links import citation_link

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

LEAST = 3
"""Dated values that are worth a chart."""
HEIGHT = 260
FEW = 6
"""Steps between the days that are written under a chart, at most."""
LONGEST = 40
"""Characters of a source that are shown at a point."""
ACCENT = "#1b4f8a"
"""Colour of the light page's points; ui/static/page/chart.css sets those of either."""


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a day, and who gives it ("" where nobody is named); `link` opens the words."""

    moment: datetime
    number: float
    value: str
    source: str
    link: str


@dataclass(frozen=True, slots=True)
class Chart:
    """What one chart shows, the oldest point first. `scope` is "" where the values are of the whole."""

    quantity: str
    scope: str
    points: tuple[Point, ...]


def charts(answer: int, conflicts: Sequence[Conflict], citations: Mapping[int, Citation]) -> tuple[Chart, ...]:
    """A chart for each quantity and scope of which LEAST values have a date and a number."""
    kinds = dict.fromkeys((conflict.quantity, conflict.scope) for conflict in conflicts)
    made = [
        Chart(*kind, _points(answer, [one for one in conflicts if (one.quantity, one.scope) == kind], citations))
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
            found.append(Point(value.published, item.value, value.value, value.source, link))
    alike = [point for point, unit in zip(found, units, strict=True) if unit == units[0]]
    return tuple(sorted(alike, key=lambda point: point.moment.astimezone(UTC)))


def chart_title(words: Messages, chart: Chart, shown: Callable[[str], str]) -> str:
    """What the chart is of: "Over time: missiles launched (Kyiv)", the words of others as `shown` makes them."""
    if chart.scope:
        return words.charts.title_of(quantity=shown(chart.quantity), scope=shown(chart.scope))
    return words.charts.title(quantity=shown(chart.quantity))


def figure(words: Messages, chart: Chart) -> "Figure":
    """The chart as Plotly draws it. Plotly is imported here: most answers have no chart.

    What it writes is read as a little HTML: words of others are escaped. `customdata` are the citations' links, which
    ui/static/chart.js opens, each with a name.
    """
    from plotly.graph_objects import Figure, Scatter

    points = chart.points
    drawn = Scatter(
        x=[_drawn_at(point.moment) for point in points],
        y=[point.number for point in points],
        text=[escape(unturned(point.value), quote=False) for point in points],
        hovertext=["<br>".join(escape(line, quote=False) for line in _hover(words, point)) for point in points],
        customdata=[[point.link, _name(words, point)] for point in points],
        hoverinfo="text",
        mode="lines+markers+text",
        textposition="top center",
        textfont={"size": 14, "color": INK},
        marker={"size": 13, "color": ACCENT},
        line={"dash": "dot", "width": 2, "color": ACCENT},
        cliponaxis=False,
    )
    made = Figure(drawn)
    made.update_layout(
        **plain_layout(_days(words, points)),
        height=HEIGHT,
        margin={"l": 48, "r": 32, "t": 36, "b": 40},
        meta=chart_title(words, chart, unturned),
    )
    return made


def _drawn_at(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat()


def _name(words: Messages, point: Point) -> str:
    """What a point is called when it is read out."""
    return unturned(f"{point.value}: {point.source or words.cards.unnamed}, {words.day(point.moment)}")


def _hover(words: Messages, point: Point) -> tuple[str, str, str]:
    source = unturned(point.source) or words.cards.unnamed
    short = source if len(source) <= LONGEST else f"{source[: LONGEST - 1]}…"
    return unturned(point.value), short, words.day(point.moment)


def _days(words: Messages, points: Sequence[Point]) -> dict[str, Any]:
    """The days under the axis, in the page's language: each of a few, else some of them, evenly apart."""
    first, last = points[0].moment.astimezone(UTC).date(), points[-1].moment.astimezone(UTC).date()
    apart = max(ceil((last - first).days / FEW), 1)
    days = [first + timedelta(days=apart * number) for number in range((last - first).days // apart + 1)]
    pattern = "d MMM" if first.year == last.year else "d MMM y"
    written = [format_date(day, pattern, words.locale) for day in days]
    ticks = {"tickmode": "array", "tickvals": [day.isoformat() for day in days], "ticktext": written}
    if (last - first).days > FEW:
        return ticks
    return {**ticks, "range": [first.isoformat(), (last + timedelta(days=1)).isoformat()]}
