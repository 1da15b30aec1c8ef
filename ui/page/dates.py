"""Dates as the page writes them."""

from datetime import date

_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def day(moment: date | None) -> str:
    """The day in the moment's own zone: "15 November 2022"; "" for none. Independent of the server's locale."""
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}" if moment else ""
