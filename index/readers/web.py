"""The article, or the articles, at a web address."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from index.article import Article
from index.errors import SourceError
from index.readers.decode import decoded_by_label
from index.readers.fetch import FetchConfig, Fetched, fetch
from index.readers.files import GZIP, File
from index.readers.piped import kind_of_text
from index.readers.read_file import read_file
from index.readers.registry import reader_of, reader_of_media_type, source_readers

_VAGUE_TYPES = frozenset({"", "text/plain", "application/octet-stream"})
"""Content types that servers send for files whose type they do not know."""
_HEAD = 65_536
"""Bytes that decide which kind a page without a useful content type is."""


def read_address(address: str, named: Mapping[str, str], config: FetchConfig) -> Iterator[Article | SourceError]:
    """Yield the articles at `address`, or one error that says why there are none."""
    others = [media_type for reader in source_readers() if reader.package for media_type in reader.media_types]
    try:
        file = _file(address, fetch(address, config, others))
    except SourceError as error:
        yield error
    else:
        yield from read_file(file, named)


def _file(address: str, fetched: Fetched) -> File:
    """Return the page as a file: of the kind that the server names, in UTF-8 if the server names its encoding."""
    if fetched.data.startswith(GZIP):
        raise SourceError(address, "is packed with gzip; fetch and unpack it, and ingest the file")
    text = decoded_by_label(fetched.data, fetched.charset) if fetched.charset else None
    data = fetched.data if text is None else text.removeprefix("\ufeff").encode("utf-8-sig", "replace")
    path = PurePosixPath(unquote(urlsplit(fetched.address).path) or "/")
    reader = reader_of_media_type(fetched.content_type)
    kind = reader.suffixes[0] if reader else ""
    if not kind and fetched.content_type in _VAGUE_TYPES:
        suffix = path.suffix.lower()
        kind = suffix if reader_of(suffix) else kind_of_text(data[:_HEAD].decode("utf-8-sig", "replace"))
    if not kind:
        raise SourceError(
            address, f"is {fetched.content_type}, which Citewell does not read; give a page, text or JSON Lines"
        )
    return File.of_bytes(f"{path.stem or 'page'}{kind}", data, fetched.address)
