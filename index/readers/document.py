"""What text and Markdown files share: YAML front matter, then the text of one article."""

import re
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from index.article import Article
from index.errors import SourceError
from index.readers.address import addressed
from index.readers.fields import known_fields
from index.readers.files import File, read_text
from index.readers.record import article_from

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


def read_document(file: File, named: Mapping[str, str], parse: Callable[[str], tuple[str, str]]) -> Article:
    """Read a file that holds one article.

    Args:
        file: The file, with or without front matter.
        named: Field names of the front matter, mapped to ours.
        parse: Splits the body into (title, text); the title is "" if the body has none.

    Raises:
        SourceError: The file or its front matter cannot be read, or it holds no text.
    """
    header, body = _front_matter(read_text(file), file.place)
    fields = known_fields(header, named)
    title, text = parse(body)
    fields.setdefault("title", title or _title_from(file.stem))
    if file.address:
        fields = addressed(fields, file.address)
    fallback_id = file.name if not file.standard_input else f"-#{sha256(text.encode()).hexdigest()[:12]}"
    return article_from({**fields, "text": text}, fallback_id=fallback_id, place=file.place, origin=file.origin)


def _front_matter(text: str, place: str) -> tuple[dict[str, Any], str]:
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, text
    import yaml

    try:
        # BaseLoader keeps every value as text: a title of "1984" or "No" stays as written.
        fields = yaml.load(match[1], Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 2}" if mark else ""
        problem = getattr(error, "problem", None) or "it cannot be parsed"
        raise SourceError(f"{place}{line}", f"its front matter is not YAML ({problem}); quote the value") from error
    if not isinstance(fields, dict):
        raise SourceError(place, "its front matter holds no `name: value` lines; write them between the two ---")
    return fields, text[match.end() :]


def _title_from(stem: str) -> str:
    return " ".join(re.split(r"[-_\s]+", stem)).strip().capitalize()
