"""Dates and time expressions: one calendar, one parser for questions, one for articles.

`calendar` names days, `phrases` reads time expressions, `moment` reads the dates of a text.
May import `rag.schema` and `index`.
"""

from rag.language.dates.calendar import month_end
from rag.language.dates.interval import Interval
from rag.language.dates.moment import Moment, competing_moment, moment_of_day, moments_in, same_moment
from rag.language.dates.phrases import TimeExpression, time_expression_at, time_expressions
from rag.language.dates.quoted import dates_written, resolved_dates
from rag.language.dates.resolution import day_of, is_day_of, weekday_in, with_dates

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
    "with_dates",
]
