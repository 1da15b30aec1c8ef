"""All readers behind one door: sources in, Articles out."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from index.article import Article
from index.errors import SourceError
from index.readers.document import MARKDOWN, read_document
from index.readers.files import File, find_files
from index.readers.html import read_html
from index.readers.piped import kind_of_standard_input
from index.readers.rows import read_csv, read_json, read_json_lines

DOCUMENTS = MARKDOWN | {".txt"}
PAGES = frozenset({".html", ".htm", ".xhtml"})
TABLES = frozenset({".csv", ".tsv"})
LINES = frozenset({".jsonl", ".ndjson"})
JSON = frozenset({".json"})
KINDS = DOCUMENTS | PAGES | TABLES | LINES | JSON


def read(sources: Iterable[str], named: Mapping[str, str] | None = None) -> Iterator[Article | SourceError]:
    """Every article of every source, one at a time, and an error for each thing that is none.

    `named` says which of our fields the fields of other names are (`--map`).
    """
    for source in sources:
        for file in find_files(source, KINDS):
            if isinstance(file, SourceError):
                yield file
            else:
                yield from _read_file(file, named or {})


def folders(sources: Iterable[str]) -> list[str]:
    """The sources that are folders, absolute."""
    return [str(Path(source).expanduser().resolve()) for source in sources if Path(source).expanduser().is_dir()]


def _read_file(file: File, named: Mapping[str, str]) -> Iterator[Article | SourceError]:
    try:
        kind = kind_of_standard_input() if file.standard_input else file.kind
        if kind in DOCUMENTS:
            yield read_document(file, named)
        elif kind in PAGES:
            yield read_html(file, named)
        elif kind in LINES:
            yield from read_json_lines(file, named)
        elif kind in JSON:
            yield from read_json(file, named)
        elif kind in TABLES:
            yield from read_csv(file, named)
        else:
            kinds = ", ".join(sorted(KINDS))
            raise SourceError(file.place, f"is of a kind that Citewell does not read; give {kinds}, or these with .gz")
    except SourceError as error:
        yield error
