"""The article, or the articles, at an address on the web."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from index.article import Article
from index.errors import SourceError
from index.readers.decode import decoded_by_label
from index.readers.fetch import FetchConfig, Fetched, fetch
from index.readers.files import GZIP, File
from index.readers.kinds import KINDS
from index.readers.piped import kind_of_text
from index.readers.read_file import read_file

_CONTENT_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "application/x-ndjson": ".jsonl",
    "application/ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "application/x-jsonlines": ".jsonl",
    "application/json": ".json",
    "text/csv": ".csv",
}
_UNSAID = frozenset({"", "text/plain", "application/octet-stream"})
"""What servers call files that they know no name for."""
_HEAD = 65_536


def read_address(address: str, named: Mapping[str, str], config: FetchConfig) -> Iterator[Article | SourceError]:
    """What is to be read at `address`, or the one error that says why there is nothing."""
    try:
        file = _file(address, fetch(address, config))
    except SourceError as error:
        yield error
    else:
        yield from read_file(file, named)


def _file(named: str, found: Fetched) -> File:
    """What was fetched as a file: of the kind that its server says, in UTF-8 if the server names its encoding."""
    if found.data.startswith(GZIP):
        raise SourceError(named, "is packed with gzip; fetch and unpack it, and ingest the file")
    text = decoded_by_label(found.data, found.charset) if found.charset else None
    data = found.data if text is None else text.removeprefix("\ufeff").encode("utf-8-sig", "replace")
    path = PurePosixPath(unquote(urlsplit(found.address).path) or "/")
    kind = _CONTENT_TYPES.get(found.content_type, "")
    if not kind and found.content_type in _UNSAID:
        own = path.suffix.lower()
        kind = own if own in KINDS else kind_of_text(data[:_HEAD].decode("utf-8-sig", "replace"))
    if not kind:
        raise SourceError(named, f"is {found.content_type}, which is not read; give a page, or text, or JSON Lines")
    return File.of_bytes(f"{path.stem or 'page'}{kind}", data, found.address)
