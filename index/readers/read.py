"""From sources (files, folders, globs, web addresses, standard input) to articles."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from index.article import Article
from index.errors import SourceError
from index.readers.address import is_address
from index.readers.fetch import FetchConfig
from index.readers.files import find_files
from index.readers.read_file import read_file
from index.readers.registry import suffixes
from index.readers.web import read_address


def read(
    sources: Iterable[str], named: Mapping[str, str] | None = None, web: FetchConfig | None = None
) -> Iterator[Article | SourceError]:
    """Yield every article of every source, one at a time, and an error for each part that cannot be read.

    Args:
        sources: Files, folders, globs, web addresses, or - for standard input.
        named: Field names of the sources, mapped to ours (`--map`).
        web: How web addresses are fetched.
    """
    for source in sources:
        if is_address(source):
            yield from read_address(source, named or {}, web or FetchConfig())
            continue
        for file in find_files(source, frozenset(suffixes())):
            if isinstance(file, SourceError):
                yield file
            else:
                yield from read_file(file, named or {})


def folders(sources: Iterable[str]) -> list[str]:
    """Return the sources that are folders, as absolute paths."""
    local = (source for source in sources if not is_address(source))
    return [str(Path(source).expanduser().resolve()) for source in local if Path(source).expanduser().is_dir()]
