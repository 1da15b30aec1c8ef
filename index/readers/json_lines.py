"""JSON Lines: one article per line, as a JSON object."""

import json
from collections.abc import Iterator, Mapping

from index.article import Article
from index.errors import SourceError
from index.readers.files import File, read_lines
from index.readers.rows import Rows, articles_of, json_object
from index.readers.source_reader import SourceReader

_REMEDY = "write one object on each line"


def read_json_lines(file: File, named: Mapping[str, str]) -> Iterator[Article | SourceError]:
    """Yield the article of each line, or a SourceError for each line that holds none.

    Raises:
        SourceError: The whole file is unreadable.
    """
    return articles_of(file, _rows(file), named)


def is_json(line: str) -> bool:
    """Return whether a line is a complete JSON value."""
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _rows(file: File) -> Rows:
    for number, line in enumerate(read_lines(file), 1):
        if line.strip():
            place = f"{file.place}:{number}"
            try:
                yield place, json_object(json.loads(line), place, _REMEDY)
            except (ValueError, RecursionError) as error:
                yield SourceError(place, f"is not JSON ({error}); {_REMEDY}")
            except SourceError as error:
                yield error


def _is_json_lines(text: str) -> bool:
    first = text.lstrip().partition("\n")[0]
    return first.startswith("{") and is_json(first)


READER = SourceReader(
    name="JSON Lines",
    suffixes=(".jsonl", ".ndjson"),
    label="one article per line, as a JSON object",
    read=read_json_lines,
    media_types=("application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines"),
    recognize=_is_json_lines,
)
