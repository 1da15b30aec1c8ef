"""The fields of an article as front matter and JSON Lines give them, checked."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from index.article import Article
from index.dates import parse_moment
from index.errors import DateError, SourceError


def _line(value: Any) -> Any:
    """Numbers are fine where a text is wanted (`id: 17`), and null is an empty text."""
    return "" if value is None else str(value) if isinstance(value, int | float) and value is not True else value


def _names(value: Any) -> Any:
    """One name, or several in a list; {"name": ...} objects are names too."""
    if value is None:
        return ()
    names = value if isinstance(value, list | tuple) else [value]
    return tuple(_line(name.get("name") if isinstance(name, dict) else name) for name in names)


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
Names = Annotated[tuple[str, ...], BeforeValidator(_names)]
Moment = Annotated[datetime | None, BeforeValidator(_moment)]


class Record(BaseModel):
    """An article as someone else wrote it down. Fields that Citewell does not know are passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: Line = ""
    title: Line = ""
    text: Line = ""
    source: Line = ""
    url: Line = ""
    authors: Names = ()
    published: Moment = None
    updated: Moment = None
    language: Line = ""


def article_from(fields: dict[str, Any], *, fallback_id: str, place: str, origin: str) -> Article:
    """The Article that `fields` describe; `place` is the file (and line) that an error names.

    Raises:
        SourceError: a field is not what it should be, or there is no text.
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
        language=record.language,
        origin=origin,
    )
    if not any(character.isalnum() for character in article.text):
        raise SourceError(place, "holds no text; give the article's words (in JSON Lines, as `text`)")
    return article
