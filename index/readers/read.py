"""All readers behind one door: sources in, Articles out."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from index.article import Article
from index.errors import SourceError
from index.readers.address import is_address
from index.readers.fetch import FetchConfig
from index.readers.files import find_files
from index.readers.kinds import KINDS
from index.readers.read_file import read_file
from index.readers.web import read_address


def read(
    sources: Iterable[str], named: Mapping[str, str] | None = None, web: FetchConfig | None = None
) -> Iterator[Article | SourceError]:
    """Every article of every source, one at a time, and an error for each thing that is none.

    `named` says which of our fields the fields of other names are (`--map`), `web` how addresses are fetched.
    """
    for source in sources:
        if is_address(source):
            yield from read_address(source, named or {}, web or FetchConfig())
            continue
        for file in find_files(source, KINDS):
            if isinstance(file, SourceError):
                yield file
            else:
                yield from read_file(file, named or {})


def folders(sources: Iterable[str]) -> list[str]:
    """The sources that are folders, absolute."""
    local = (source for source in sources if not is_address(source))
    return [str(Path(source).expanduser().resolve()) for source in local if Path(source).expanduser().is_dir()]
