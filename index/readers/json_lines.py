"""Many articles in one file: JSON Lines, an object a line."""

import json
from collections.abc import Iterator
from hashlib import sha256

from index.article import Article
from index.errors import SourceError
from index.readers.files import File, read_text
from index.readers.record import article_from


def read_json_lines(file: File) -> Iterator[Article | SourceError]:
    """The articles of a `.jsonl` file, and an error for each line that holds none.

    An article with neither id nor URL is known by the file's name and a hash of its title and date (of its text, where
    it has no title), so that lines can be added before it and its text corrected without its becoming another one.

    Raises:
        SourceError: the file as a whole cannot be read.
    """
    for number, line in enumerate(read_text(file.path).splitlines(), 1):
        if line.strip():
            try:
                yield _article(file, line, f"{file.path}:{number}")
            except SourceError as error:
                yield error


def _article(file: File, line: str, place: str) -> Article:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise SourceError(place, f"is not JSON ({error}); write one object on each line") from error
    if not isinstance(fields, dict):
        raise SourceError(place, f"is a JSON {type(fields).__name__}, not an object; write one object on each line")
    known_by = f"{fields.get('title')}\n{fields.get('published')}" if fields.get("title") else str(fields.get("text"))
    digest = sha256(known_by.encode("utf-8", "replace")).hexdigest()[:12]
    return article_from(fields, fallback_id=f"{file.name}#{digest}", place=place, origin=str(file.path.resolve()))
