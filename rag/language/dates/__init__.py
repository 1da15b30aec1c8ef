"""Dates and time expressions.

`calendar` has the names of months and days, `expressions` reads time expressions in questions, `moments` reads the
dates of articles, `resolution` writes out the day behind "Tuesday", `interval` is a span of days.
May import `rag.schema` and `index`.
"""

from rag.language.dates.calendar import month_end
from rag.language.dates.expressions import TimeExpression, time_expression_at, time_expressions
from rag.language.dates.interval import Interval
from rag.language.dates.moments import (
    Moment,
    competing_moment,
    day_of,
    moment_of_day,
    moments_in,
    same_moment,
    whole_date,
)
from rag.language.dates.resolution import dates_written, is_day_of, resolved_dates, weekday_in, with_dates

__all__ = [
    "Interval",
    "Moment",
    "TimeExpression",
    "competing_moment",
    "dates_written",
    "day_of",
    "is_day_of",
    "moment_of_day",
    "moments_in",
    "month_end",
    "resolved_dates",
    "same_moment",
    "time_expression_at",
    "time_expressions",
    "weekday_in",
    "whole_date",
    "with_dates",
]
