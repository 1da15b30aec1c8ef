"""JSON files: one value that holds one article or many."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from index.article import Article
from index.errors import SourceError
from index.readers.fields import known_fields
from index.readers.files import File, read_text
from index.readers.json_lines import is_json
from index.readers.rows import Rows, articles_of, json_object
from index.readers.source_reader import SourceReader

_ARRAY = re.compile(r"\s*\[\s*\{")


def read_json(file: File, named: Mapping[str, str]) -> Iterator[Article | SourceError]:
    """Yield the articles of one JSON value: an array of objects, an object that holds such an array, or one article.

    Raises:
        SourceError: The whole file is unreadable.
    """
    return articles_of(file, _rows(file, named), named)


def _rows(file: File, named: Mapping[str, str]) -> Rows:
    try:
        value = json.loads(read_text(file))
    except (ValueError, RecursionError) as error:
        raise SourceError(file.place, f"is not JSON ({error}); check that it is complete") from error
    for number, item in enumerate(_items(value, named), 1):
        place = f"{file.place}, article {number}"
        try:
            yield place, json_object(item, place, "write an array of objects")
        except SourceError as error:
            yield error


def _items(value: Any, named: Mapping[str, str]) -> list[Any]:
    """Return the items of an array, of the longest array inside an API's response, or the single article."""
    if isinstance(value, dict) and "text" not in known_fields(value, named):
        arrays = [
            inner for inner in value.values() if isinstance(inner, list) and any(isinstance(row, dict) for row in inner)
        ]
        nested = [_items(inner, named) for inner in value.values() if isinstance(inner, dict)]
        return max([*arrays, *nested], key=len, default=[value])
    return value if isinstance(value, list) else [value]


def _is_json_file(text: str) -> bool:
    first = text.lstrip().partition("\n")[0]
    return bool(_ARRAY.match(text)) or (first.startswith("{") and not is_json(first))


READER = SourceReader(
    name="JSON",
    suffixes=(".json",),
    label="an array of articles, an object that holds one (as news APIs return it), or one article",
    read=read_json,
    media_types=("application/json",),
    recognize=_is_json_file,
)
