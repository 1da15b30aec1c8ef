"""How many articles each day, month or year has, by source: what is drawn, and how. Pure.

The legend is HTML: Plotly's own would be cut off on a phone."""

from datetime import date, timedelta
from html import escape
from math import ceil
from typing import TYPE_CHECKING, Any

from babel.dates import format_date

from index.catalogue.overview import CHART_SOURCES, Bar, Overview, Per
from ui.messages.messages import Messages
from ui.page.escape import isolated, unturned
from ui.page.plot import plain_layout

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

HEIGHT = 280
LEAST = 10
"""Days (months, years) that the axis is long, at least: a single bar is not drawn as a wall."""
LOW = 5
"""Articles of a day below which each has a line of its own."""
FEW = 6
"""Steps between the days that are written under the chart, at most."""
LONGEST = 28
"""Characters of a source that are shown."""
COLOURS = ("#2f6db5", "#b4531f", "#2e7d4f", "#8558b8", "#b03a6f", "#1c7f8c", "#8a6d1a", "#b83f35", "#6b6f78")
"""Of the sources, the last one of all others; each stands out from the light page and from the dark one (3:1)."""
_WIDTHS = {"day": 0.8, "month": 24.0, "year": 290.0}
"""Days that a bar is wide."""
_DAY_MS = 86_400_000


def figure(words: Messages, found: Overview) -> "Figure":
    """The bars as Plotly draws them, one on top of the other. Plotly is imported here: most visitors never see them.
    What it writes is read as a little HTML: words of others are escaped."""
    from plotly.graph_objects import Figure

    made = Figure(_bars(words, found))
    made.update_layout(
        **plain_layout(_axis(words, found), {"tickformat": ",d", **_whole(found)}),
        height=HEIGHT,
        barmode="stack",
        margin={"l": 48, "r": 8, "t": 12, "b": 40},
        meta=words.articles.chart,
    )
    return made


def legend(words: Messages, found: Overview) -> str:
    """The colours of the bars, each with its source, as HTML."""
    items = "".join(
        f'<li><span class="cw-swatch" style="background:{colour}"></span>{isolated(name)}</li>'
        for _, name, colour in _apart(words, found)
    )
    return f'<ul class="cw-swatches">{items}</ul>'


def _apart(words: Messages, found: Overview) -> list[tuple[str, str, str]]:
    """(source, its name, its colour) of all that have bars; those that have none of their own are "", the last."""
    drawn = {bar.source for bar in found.bars}
    named = [one.source for one in found.sources[:CHART_SOURCES] if one.source]
    apart = [(one, _short(one), colour) for one, colour in zip(named, COLOURS, strict=False)]
    return [one for one in [*apart, ("", words.articles.others, COLOURS[-1])] if one[0] in drawn]


def _bars(words: Messages, found: Overview) -> list[Any]:
    from plotly.graph_objects import Bar as Drawn

    width = int(_WIDTHS[found.per] * _DAY_MS)
    made = []
    for source, name, colour in _apart(words, found):
        bars = [one for one in found.bars if one.source == source]
        drawn = Drawn(
            x=[_start(one.when).isoformat() for one in bars],
            y=[one.articles for one in bars],
            width=[width] * len(bars),
            hovertext=[_hover(words, name, one, found.per) for one in bars],
            hoverinfo="text",
            textposition="none",
            marker={"color": colour},
        )
        made.append(drawn)
    return made


def _hover(words: Messages, name: str, bar: Bar, per: Per) -> str:
    when, count = _written(words, _start(bar.when), per), words.number(bar.articles)
    return words.articles.bar(source=escape(name, quote=False), when=when, count=count)


def _short(source: str) -> str:
    source = " ".join(unturned(source).split())
    return source if len(source) <= LONGEST else f"{source[: LONGEST - 1]}…"


def _start(when: str) -> date:
    """The first day of a day, month or year."""
    year, month, day = [*map(int, when.split("-")), 1, 1][:3]
    return date(year, month, day)


def _written(words: Messages, day: date, per: Per) -> str:
    return words.day(day) if per == "day" else format_date(day, "LLLL y" if per == "month" else "y", words.locale)


def _whole(found: Overview) -> dict[str, int]:
    """Steps of one where the bars are so low that there would be halves."""
    heights: dict[str, int] = {}
    for bar in found.bars:
        heights[bar.when] = heights.get(bar.when, 0) + bar.articles
    return {"dtick": 1} if max(heights.values()) < LOW else {}


def _axis(words: Messages, found: Overview) -> dict[str, Any]:
    """The days under the axis, in the page's language, evenly apart; and from where to where it goes."""
    first, last = _start(found.bars[0].when), _start(found.bars[-1].when)
    starts = _starts(first, last, found.per)
    shown = starts[:: max(ceil(len(starts) / FEW), 1)]
    patterns = {"day": "d MMM" if first.year == last.year else "d MMM y", "month": "LLL y", "year": "y"}
    written = [format_date(day, patterns[found.per], words.locale) for day in shown]
    margin = timedelta(days=_WIDTHS[found.per])
    missing = max(LEAST - len(starts), 0) * _WIDTHS[found.per] / 2
    side = margin + timedelta(days=missing)
    ticks = {"tickmode": "array", "tickvals": [day.isoformat() for day in shown], "ticktext": written}
    return {**ticks, "range": [_moment(first, -side), _moment(last, side)]}


def _moment(day: date, shift: timedelta) -> str:
    """`day` moved by less than a day too; an axis may reach before the first year or after the last."""
    try:
        return f"{day + timedelta(days=round(shift / timedelta(days=1)))}"
    except OverflowError:
        return day.isoformat()


def _starts(first: date, last: date, per: Per) -> list[date]:
    """The beginnings of all days (months, years) from the first to the last."""
    if per == "day":
        return [first + timedelta(days=number) for number in range((last - first).days + 1)]
    apart = 1 if per == "month" else 12
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month, apart)
    return [date(month // 12, month % 12 + 1, 1) for month in months]
