"""Everything that the page itself says, in one language. The annotation of a text names the places in it.

No text holds a mark that HTML would read (the loader sees to that), so all of them may stand in HTML as they are.
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
"""The same in every language."""


@dataclass(frozen=True, slots=True)
class Dates:
    """How a day is written."""

    day: Annotated[Phrase, "day", "month", "year"]


@dataclass(frozen=True, slots=True)
class Messages:
    """The page's words in one language."""

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
        """As HTML's `lang` writes it: "uk"."""
        return self.locale.language

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """As HTML's `dir` writes it."""
        return "rtl" if self.locale.text_direction == "rtl" else "ltr"

    @property
    def months(self) -> tuple[str, ...]:
        """The months as they stand in a date, January first."""
        return tuple(self.locale.months["format"]["wide"][month] for month in range(1, 13))

    def day(self, moment: date | None) -> str:
        """The day in the moment's own zone: "15 November 2022"; "" for none. Independent of the server's locale."""
        if moment is None:
            return ""
        month = self.locale.months["format"]["wide"][moment.month]
        return self.dates.day(day=str(moment.day), month=month, year=str(moment.year))

    def language_name(self, code: str) -> str:
        """What a language is called: "Ukrainian" for "uk"; the code itself where that is not known."""
        return str(self.locale.languages.get(code, code))

    def number(self, value: int) -> str:
        """A whole number: "1,400"."""
        return number(value, self.locale)
