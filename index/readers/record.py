"""Validates the fields of an article, from front matter, JSON, a table or a page, and builds the Article."""

import re
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from index.article import Article
from index.errors import DateError, SourceError
from index.readers.markup import plain_text
from index.text.dates import parse_moment
from index.text.language_detection import language_of

_BY = re.compile(r"^\s*by\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s+and\s+|\s*;\s*", re.IGNORECASE)
_MARKUP = re.compile(r"</?(?:p|br|div|li|a|b|i|em|strong|span|h\d|figure|ul|blockquote)\b[^>]*>", re.IGNORECASE)
_LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$")


def _line(value: Any) -> Any:
    """Accept a number as text (`id: 17`), and null as ""."""
    return "" if value is None else str(value) if isinstance(value, int | float) and value is not True else value


def _name(value: Any) -> Any:
    """Return a name, also from an object or list that holds one (NewsAPI's {"name": ...}, JSON-LD's lists of one)."""
    if isinstance(value, list | tuple):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("rendered")
    return _line(value)


def _names(value: Any) -> Any:
    """Return the names in a list or a byline: "By Ann Lee and Bob Ray" holds two."""
    if value is None:
        return ()
    names = value if isinstance(value, list | tuple) else _BETWEEN.split(value) if isinstance(value, str) else [value]
    plain_names = [_name(name) for name in names]
    return tuple(_BY.sub("", name) if isinstance(name, str) else name for name in plain_names)


def _text(value: Any) -> Any:
    """Return the text without markup, also from an object that holds it (WordPress's {"rendered": ...})."""
    value = value.get("rendered", value) if isinstance(value, dict) else value
    return plain_text(value) if isinstance(value, str) and _MARKUP.search(value) else _line(value)


def _moment(value: Any) -> Any:
    if value is None or value == "":
        return None
    if isinstance(value, int | float):
        raise ValueError(f"{value} is a bare number, not a date; write it as 2022-11-15 or 2022-11-15T19:20:00+00:00")
    try:
        return parse_moment(str(value))
    except DateError as error:
        raise ValueError(str(error)) from error


Line = Annotated[str, BeforeValidator(_line)]
Name = Annotated[str, BeforeValidator(_name)]
Text = Annotated[str, BeforeValidator(_text)]
Names = Annotated[tuple[str, ...], BeforeValidator(_names)]
Moment = Annotated[datetime | None, BeforeValidator(_moment)]


class Record(BaseModel):
    """An article in a file of another program. Unknown fields are ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: Name = ""
    title: Text = ""
    text: Text = ""
    source: Name = ""
    url: Name = ""
    authors: Names = ()
    published: Moment = None
    updated: Moment = None
    language: Name = ""


def article_from(fields: dict[str, Any], *, fallback_id: str, place: str, origin: str) -> Article:
    """Build the Article that some fields describe.

    Args:
        fields: Values under our names (`index.readers.fields.NAMES`).
        fallback_id: The article's id if the fields give neither id nor URL.
        place: File (and line) that errors name.
        origin: Absolute path or address that the article was read from, or "".

    Raises:
        SourceError: A field is invalid, or there is no text.
    """
    try:
        record = Record.model_validate(fields)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        raise SourceError(place, f"{field}: {first['msg'].removeprefix('Value error, ')}") from error
    article = Article.make(
        id=record.id,
        fallback_id=fallback_id,
        title=record.title,
        text=record.text,
        url=record.url,
        source=record.source,
        authors=record.authors,
        published=record.published,
        updated=record.updated,
        language=_language(record),
        origin=origin,
    )
    if not any(character.isalnum() for character in article.text):
        raise SourceError(place, "holds no text; give it as `text`, or name its field with --map NAME=text")
    return article


def _language(record: Record) -> str:
    """Return the declared language if it is a language code, else the detected one: exports declare much else."""
    declared = record.language.strip().replace("_", "-")
    return declared if _LANGUAGE.match(declared) else language_of(record.text)
