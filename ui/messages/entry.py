"""What is said at the door: the page of signing in and out, and a frame that is let in nowhere."""

from dataclasses import dataclass

from ui.messages.phrase import Counted


@dataclass(frozen=True, slots=True)
class Entry:
    """Of /login and /logout (ui/page/login.py)."""

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
