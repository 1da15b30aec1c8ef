"""Messages of the sign-in and sign-out pages, and of a frame without a site."""

from dataclasses import dataclass

from ui.messages.phrase import Counted


@dataclass(frozen=True, slots=True)
class Entry:
    """/login and /logout (ui/page/login.py)."""

    title: str
    name: str
    password: str
    enter: str
    wrong: str
    too_often: Counted
    leave_title: str
    leave: str
    stay: str
    no_site: str
