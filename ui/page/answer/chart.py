"""Chart a quantity that reports of different days give. Pure."""

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
from ui.page.escape import without_direction_marks
from ui.page.plot import INK, plain_layout
from ui.serialization.links import citation_link

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

LEAST = 3
"""Minimum number of dated values for a chart."""
HEIGHT = 260
FEW = 6
"""Maximum number of intervals between date labels."""
LONGEST = 40
"""Maximum characters of a source at a point."""
ACCENT = "#1b4f8a"
"""Colour of points on the light page; ui/static/page/chart.css sets it for both themes."""


@dataclass(frozen=True, slots=True)
class Point:
    """A dated value and its source ("" if unnamed); `link` opens the citation."""

    moment: datetime
    number: float
    value: str
    source: str
    link: str


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart, oldest point first. `scope` is "" when the values cover the whole."""

    quantity: str
    scope: str
    points: tuple[Point, ...]


def charts(answer: int, conflicts: Sequence[Conflict], citations: Mapping[int, Citation]) -> tuple[Chart, ...]:
    """Return one chart per quantity and scope with at least LEAST dated, numeric values."""
    series: dict[tuple[str, str], list[Conflict]] = {}
    for conflict in conflicts:
        series.setdefault((conflict.quantity, conflict.scope), []).append(conflict)
    candidates = [Chart(*key, _points(answer, values, citations)) for key, values in series.items()]
    return tuple(chart for chart in candidates if len(chart.points) >= LEAST)


def _points(answer: int, values: Sequence[Conflict], citations: Mapping[int, Citation]) -> tuple[Point, ...]:
    """Return the values that fit one axis: dated, cited, a single figure, in the unit of the first."""
    points: list[Point] = []
    units: list[str] = []
    for value in values:
        figures = plain_figures(value.value)
        cited = next((citations[n] for n in value.citations if n in citations), None)
        if value.published and cited and len(figures) == 1:
            item, link = figures[0].item, citation_link(answer, cited)
            units.append(item.unit)
            points.append(Point(value.published, item.value, value.value, value.source, link))
    comparable = [point for point, unit in zip(points, units, strict=True) if unit == units[0]]
    return tuple(sorted(comparable, key=lambda point: point.moment.astimezone(UTC)))


def chart_title(words: Messages, chart: Chart, sanitize: Callable[[str], str]) -> str:
    """Return the title, "Over time: missiles launched (Kyiv)", with external text passed through `sanitize`."""
    if chart.scope:
        return words.charts.title_of(quantity=sanitize(chart.quantity), scope=sanitize(chart.scope))
    return words.charts.title(quantity=sanitize(chart.quantity))


def figure(words: Messages, chart: Chart) -> "Figure":
    """Return the chart as a Plotly figure.

    Plotly reads its texts as simple HTML, so external text is escaped. `customdata` holds the link and the accessible
    name of each point for ui/static/chart.js. Plotly is imported here because most answers have no chart.
    """
    from plotly.graph_objects import Figure, Scatter

    points = chart.points
    drawn = Scatter(
        x=[_drawn_at(point.moment) for point in points],
        y=[point.number for point in points],
        text=[escape(without_direction_marks(point.value), quote=False) for point in points],
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
    plotly_figure = Figure(drawn)
    plotly_figure.update_layout(
        **plain_layout(_days(words, points)),
        height=HEIGHT,
        margin={"l": 48, "r": 32, "t": 36, "b": 40},
        meta=chart_title(words, chart, without_direction_marks),
    )
    return plotly_figure


def _drawn_at(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat()


def _name(words: Messages, point: Point) -> str:
    """Return the accessible name of a point."""
    return without_direction_marks(f"{point.value}: {point.source or words.cards.unnamed}, {words.day(point.moment)}")


def _hover(words: Messages, point: Point) -> tuple[str, str, str]:
    source = without_direction_marks(point.source) or words.cards.unnamed
    short = source if len(source) <= LONGEST else f"{source[: LONGEST - 1]}…"
    return without_direction_marks(point.value), short, words.day(point.moment)


def _days(words: Messages, points: Sequence[Point]) -> dict[str, Any]:
    """Return the date axis: evenly spaced labels in the page's language, one per day if there are few."""
    first, last = points[0].moment.astimezone(UTC).date(), points[-1].moment.astimezone(UTC).date()
    apart = max(ceil((last - first).days / FEW), 1)
    days = [first + timedelta(days=apart * number) for number in range((last - first).days // apart + 1)]
    pattern = "d MMM" if first.year == last.year else "d MMM y"
    labels = [format_date(day, pattern, words.locale) for day in days]
    ticks = {"tickmode": "array", "tickvals": [day.isoformat() for day in days], "ticktext": labels}
    if (last - first).days > FEW:
        return ticks
    return {**ticks, "range": [first.isoformat(), (last + timedelta(days=1)).isoformat()]}
