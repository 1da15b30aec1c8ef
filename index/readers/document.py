"""One article a file: plain text or Markdown, with YAML front matter if it has any."""

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from index.article import Article
from index.errors import SourceError
from index.readers.address import addressed
from index.readers.fields import known_fields
from index.readers.files import File, read_text
from index.readers.kinds import MARKDOWN
from index.readers.record import article_from
from index.text.cleaning import clean_text

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_LONGEST_TITLE = 150
_SENTENCE_END = re.compile(r"[.!?:;,][\"'”’)]*$")


def read_document(file: File, named: Mapping[str, str]) -> Article:
    """The article in a `.txt` or `.md` file.

    Raises:
        SourceError: the file or its front matter cannot be read, or it holds no text.
    """
    said, body = _front_matter(read_text(file), file.place)
    fields = known_fields(said, named)
    title, text = _markdown(body) if file.kind in MARKDOWN else _titled(body)
    fields.setdefault("title", title or _title_of(file.stem))
    if file.address:
        fields = addressed(fields, file.address)
    known_by = file.name if not file.standard_input else f"-#{sha256(text.encode()).hexdigest()[:12]}"
    return article_from({**fields, "text": text}, fallback_id=known_by, place=file.place, origin=file.origin)


def _front_matter(text: str, place: str) -> tuple[dict[str, Any], str]:
    found = _FRONT_MATTER.match(text)
    if not found:
        return {}, text
    import yaml

    try:
        # BaseLoader leaves every value a text: a title of "1984" or "No" stays what it says.
        fields = yaml.load(found[1], Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 2}" if mark else ""
        problem = getattr(error, "problem", None) or "it cannot be parsed"
        raise SourceError(f"{place}{line}", f"its front matter is not YAML ({problem}); quote the value") from error
    if not isinstance(fields, dict):
        raise SourceError(place, "its front matter holds no `name: value` lines; write them between the two ---")
    return fields, text[found.end() :]


def _titled(body: str) -> tuple[str, str]:
    """The first line as the title, where it stands alone and reads like one, and the text after it."""
    first, _, rest = clean_text(body).partition("\n")
    alone = rest.startswith("\n") and len(first) <= _LONGEST_TITLE and not _SENTENCE_END.search(first)
    return (first, rest) if alone and rest.strip() else ("", body)


def _markdown(body: str) -> tuple[str, str]:
    """(the first heading of level one, the rest as plain text: a blank line between blocks, links as their words)."""
    from markdown_it import MarkdownIt

    title, blocks, heading = "", list[str](), False
    for token in MarkdownIt("commonmark").parse(body):
        if token.type == "heading_open":
            heading = token.tag == "h1" and not title and not blocks
        elif token.type == "inline":
            words = "".join(_words(child.type, child.content) for child in token.children or ())
            if heading:
                title, heading = words, False
            else:
                blocks.append(words)
        elif token.type in ("fence", "code_block"):
            blocks.append(token.content)
    return title, "\n\n".join(blocks)


def _words(kind: str, content: str) -> str:
    if kind in ("text", "code_inline"):
        return content
    return " " if kind in ("softbreak", "hardbreak") else ""


def _title_of(stem: str) -> str:
    return " ".join(re.split(r"[-_\s]+", stem)).strip().capitalize()
