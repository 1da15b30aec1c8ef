"""Chart the number of articles per day, month or year by source. Pure.

The legend is HTML because a phone would cut off Plotly's own.
"""

from datetime import date, timedelta
from html import escape
from math import ceil
from typing import TYPE_CHECKING, Any

from babel.dates import format_date

from index.catalogue.overview import CHART_SOURCES, Bar, Overview, Per
from ui.messages.messages import Messages
from ui.page.escape import isolated, without_direction_marks
from ui.page.plot import plain_layout

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

HEIGHT = 280
LEAST = 10
"""Minimum length of the axis in days (months, years), so that a single bar does not fill it."""
LOW = 5
"""Below this height of the highest bar, the count axis has steps of one."""
FEW = 6
"""Maximum number of intervals between date labels."""
LONGEST = 28
"""Maximum characters of a source."""
COLOURS = ("#2f6db5", "#b4531f", "#2e7d4f", "#8558b8", "#b03a6f", "#1c7f8c", "#8a6d1a", "#b83f35", "#6b6f78")
"""Colours of the sources; the last is for all others. Each has a contrast of 3:1 on the light and the dark page."""
_WIDTHS = {"day": 0.8, "month": 24.0, "year": 290.0}
"""Width of a bar in days."""
_DAY_MS = 86_400_000


def figure(words: Messages, found: Overview) -> "Figure":
    """Return the stacked bars as a Plotly figure.

    Plotly reads its texts as simple HTML, so external text is escaped. It is imported here because most visitors never
    see the chart.
    """
    from plotly.graph_objects import Figure

    plotly_figure = Figure(_bars(words, found))
    plotly_figure.update_layout(
        **plain_layout(_axis(words, found), {"tickformat": ",d", **_whole(found)}),
        height=HEIGHT,
        barmode="stack",
        margin={"l": 48, "r": 8, "t": 12, "b": 40},
        meta=words.articles.chart,
    )
    return plotly_figure


def legend(words: Messages, found: Overview) -> str:
    """Render the colours of the bars with their sources as HTML."""
    items = "".join(
        f'<li><span class="cw-swatch" style="background:{colour}"></span>{isolated(name)}</li>'
        for _, name, colour in _series(words, found)
    )
    return f'<ul class="cw-swatches">{items}</ul>'


def _series(words: Messages, found: Overview) -> list[tuple[str, str, str]]:
    """Return (source, name, colour) of each series; "" stands for all other sources and is last."""
    with_bars = {bar.source for bar in found.bars}
    sources = [total.source for total in found.sources[:CHART_SOURCES] if total.source]
    named = [(source, _short(source), colour) for source, colour in zip(sources, COLOURS, strict=False)]
    return [series for series in [*named, ("", words.articles.others, COLOURS[-1])] if series[0] in with_bars]


def _bars(words: Messages, found: Overview) -> list[Any]:
    from plotly.graph_objects import Bar as Trace

    width = int(_WIDTHS[found.per] * _DAY_MS)
    traces = []
    for source, name, colour in _series(words, found):
        bars = [bar for bar in found.bars if bar.source == source]
        trace = Trace(
            x=[_start(bar.when).isoformat() for bar in bars],
            y=[bar.articles for bar in bars],
            width=[width] * len(bars),
            hovertext=[_hover(words, name, bar, found.per) for bar in bars],
            hoverinfo="text",
            textposition="none",
            marker={"color": colour},
        )
        traces.append(trace)
    return traces


def _hover(words: Messages, name: str, bar: Bar, per: Per) -> str:
    when, count = _label(words, _start(bar.when), per), words.number(bar.articles)
    return words.articles.bar(source=escape(name, quote=False), when=when, count=count)


def _short(source: str) -> str:
    source = " ".join(without_direction_marks(source).split())
    return source if len(source) <= LONGEST else f"{source[: LONGEST - 1]}…"


def _start(when: str) -> date:
    """Return the first day of a day, month or year."""
    year, month, day = [*map(int, when.split("-")), 1, 1][:3]
    return date(year, month, day)


def _label(words: Messages, day: date, per: Per) -> str:
    return words.day(day) if per == "day" else format_date(day, "LLLL y" if per == "month" else "y", words.locale)


def _whole(found: Overview) -> dict[str, int]:
    """Return axis steps of one for low bars, which would otherwise get fractional labels."""
    heights: dict[str, int] = {}
    for bar in found.bars:
        heights[bar.when] = heights.get(bar.when, 0) + bar.articles
    return {"dtick": 1} if max(heights.values()) < LOW else {}


def _axis(words: Messages, found: Overview) -> dict[str, Any]:
    """Return the date axis: its range and evenly spaced labels in the page's language."""
    first, last = _start(found.bars[0].when), _start(found.bars[-1].when)
    starts = _starts(first, last, found.per)
    shown = starts[:: max(ceil(len(starts) / FEW), 1)]
    patterns = {"day": "d MMM" if first.year == last.year else "d MMM y", "month": "LLL y", "year": "y"}
    labels = [format_date(day, patterns[found.per], words.locale) for day in shown]
    margin = timedelta(days=_WIDTHS[found.per])
    missing = max(LEAST - len(starts), 0) * _WIDTHS[found.per] / 2
    side = margin + timedelta(days=missing)
    ticks = {"tickmode": "array", "tickvals": [day.isoformat() for day in shown], "ticktext": labels}
    return {**ticks, "range": [_moment(first, -side), _moment(last, side)]}


def _moment(day: date, shift: timedelta) -> str:
    """Return `day` shifted and rounded to a day; unshifted if the result is out of range."""
    try:
        return f"{day + timedelta(days=round(shift / timedelta(days=1)))}"
    except OverflowError:
        return day.isoformat()


def _starts(first: date, last: date, per: Per) -> list[date]:
    """Return the first days of all days (months, years) from `first` to `last`."""
    if per == "day":
        return [first + timedelta(days=number) for number in range((last - first).days + 1)]
    apart = 1 if per == "month" else 12
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month, apart)
    return [date(month // 12, month % 12 + 1, 1) for month in months]
