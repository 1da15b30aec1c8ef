"""All messages of the page in one language. A message's annotation names its placeholders.

The loader rejects characters with a meaning in HTML, so HTML can contain every message unescaped.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from babel import Locale

from ui.messages.answers import Answer, Cards, Charts, Conflicts, Kept, Notices
from ui.messages.articles import Articles, Desk
from ui.messages.asking import Chat, Opening, Stages, Views
from ui.messages.checking import Check
from ui.messages.conversations import Conversations, Copying
from ui.messages.entry import Entry
from ui.messages.feedback import About, Feedback
from ui.messages.filters import Filters
from ui.messages.phrase import Phrase, number
from ui.messages.reading import Changes, Panel

NAME = "Citewell"
"""The product name, the same in every language."""


@dataclass(frozen=True, slots=True)
class Dates:
    """The format of a date."""

    day: Annotated[Phrase, "day", "month", "year"]


@dataclass(frozen=True, slots=True)
class Messages:
    """The page's messages in one language."""

    locale: Locale
    dates: Dates
    views: Views
    opening: Opening
    chat: Chat
    stages: Stages
    answer: Answer
    about: About
    filters: Filters
    feedback: Feedback
    cards: Cards
    conflicts: Conflicts
    charts: Charts
    kept: Kept
    check: Check
    panel: Panel
    changes: Changes
    notices: Notices
    entry: Entry
    articles: Articles
    desk: Desk
    conversations: Conversations
    copying: Copying

    @property
    def language(self) -> str:
        """The value of HTML's `lang`: "uk"."""
        return self.locale.language

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """The value of HTML's `dir`."""
        return "rtl" if self.locale.text_direction == "rtl" else "ltr"

    @property
    def months(self) -> tuple[str, ...]:
        """The names of the months as used in a date, January first."""
        return tuple(self.locale.months["format"]["wide"][month] for month in range(1, 13))

    def day(self, moment: date | None) -> str:
        """Format the day of `moment` in its own time zone: "15 November 2022"; "" for None."""
        if moment is None:
            return ""
        month = self.locale.months["format"]["wide"][moment.month]
        return self.dates.day(day=str(moment.day), month=month, year=str(moment.year))

    def language_name(self, code: str) -> str:
        """Return the name of a language, "Ukrainian" for "uk"; the code itself if unknown."""
        return str(self.locale.languages.get(code, code))

    def number(self, value: int) -> str:
        """Format a whole number: "1,400"."""
        return number(value, self.locale)
