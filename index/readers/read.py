"""All readers behind one door: sources in, Articles out."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from index.article import Article
from index.errors import SourceError
from index.readers.document import read_document
from index.readers.files import File, find_files
from index.readers.json_lines import read_json_lines

DOCUMENTS = frozenset({".txt", ".md", ".markdown"})
LINES = frozenset({".jsonl", ".ndjson"})
SUFFIXES = DOCUMENTS | LINES


def read(sources: Iterable[str]) -> Iterator[Article | SourceError]:
    """Every article of every source, one at a time, and an error for each thing that is none."""
    for source in sources:
        for file in find_files(source, SUFFIXES):
            if isinstance(file, SourceError):
                yield file
            else:
                yield from _read_file(file)


def folders(sources: Iterable[str]) -> list[str]:
    """The sources that are folders, absolute."""
    return [str(Path(source).expanduser().resolve()) for source in sources if Path(source).expanduser().is_dir()]


def _read_file(file: File) -> Iterator[Article | SourceError]:
    suffix = file.path.suffix.lower()
    try:
        if suffix in DOCUMENTS:
            yield read_document(file)
        elif suffix in LINES:
            yield from read_json_lines(file)
        else:
            raise SourceError(
                str(file.path), f"is of a kind that Citewell does not read; give {', '.join(sorted(SUFFIXES))}"
            )
    except SourceError as error:
        yield error
