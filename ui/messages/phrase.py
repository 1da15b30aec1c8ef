"""Messages with placeholders, and messages that depend on a count."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from babel import Locale
from babel.numbers import format_decimal


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text with {placeholders}."""

    text: str

    def __call__(self, **values: str) -> str:
        """Fill the placeholders; braces in the values stay as they are."""
        return self.text.format(**values)


@dataclass(frozen=True, slots=True)
class Counted:
    """A text per plural form of the language, by the CLDR names "one", "few", "many", "other"."""

    locale: Locale
    forms: Mapping[str, str]

    def __call__(self, count: int, **values: str) -> str:
        """Return the text for `count` with its placeholders filled."""
        return self.forms[self.locale.plural_form(count)].format(count=number(count, self.locale), **values)


OfDay = Annotated[Phrase, "day"]
OfLimit = Annotated[Phrase, "limit"]


def number(value: int, locale: Locale) -> str:
    """Format a whole number with the grouping of the language: "1,400"."""
    return format_decimal(value, locale=locale)
