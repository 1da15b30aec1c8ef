"""One file, wherever it comes from, by the reader of its kind."""

from collections.abc import Iterator, Mapping

from index.article import Article
from index.errors import SourceError
from index.readers.document import read_document
from index.readers.files import File
from index.readers.html import read_html
from index.readers.kinds import DOCUMENTS, JSON, KINDS, LINES, PAGES, TABLES
from index.readers.piped import kind_of_standard_input
from index.readers.rows import read_csv, read_json, read_json_lines


def read_file(file: File, named: Mapping[str, str]) -> Iterator[Article | SourceError]:
    """The articles of a file, and an error for each thing in it that is none."""
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
