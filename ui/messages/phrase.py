"""Words with places in them that are filled in, and words that depend on a count."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from babel import Locale
from babel.numbers import format_decimal


@dataclass(frozen=True, slots=True)
class Phrase:
    """`text` with its {places}."""

    text: str

    def __call__(self, **values: str) -> str:
        """The text with each place filled. What is put in is never read as a place itself."""
        return self.text.format(**values)


@dataclass(frozen=True, slots=True)
class Counted:
    """A text for each plural form that the language has, by Unicode's names of them ("one", "few", "many", "other")."""

    locale: Locale
    forms: Mapping[str, str]

    def __call__(self, count: int, **values: str) -> str:
        """The text for so many, with {count} and its other places filled."""
        return self.forms[self.locale.plural_form(count)].format(count=number(count, self.locale), **values)


OfDay = Annotated[Phrase, "day"]
OfLimit = Annotated[Phrase, "limit"]


def number(value: int, locale: Locale) -> str:
    """A whole number as the language groups it: "1,400"."""
    return format_decimal(value, locale=locale)
