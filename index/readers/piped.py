"""The kind of input without a file name: standard input, and pages without a useful content type."""

import logging
import sys
import zlib
from io import BufferedReader
from typing import cast

from index.readers.files import GZIP
from index.readers.plain_text import READER as PLAIN_TEXT
from index.readers.registry import source_readers
from index.readers.source_reader import SourceReader

_HEAD = 65_536
"""Bytes that decide."""
_LOG = logging.getLogger("citewell")


def kind_of_standard_input() -> str:
    """Return the suffix that a file with the content of standard input would have. Consumes nothing."""
    head = cast("BufferedReader", sys.stdin.buffer).peek(_HEAD)[:_HEAD]
    if head.startswith(GZIP):
        head = zlib.decompressobj(wbits=31).decompress(head, _HEAD)
    return kind_of_text(head.decode("utf-8", "replace").lstrip("\ufeff"))


def kind_of_text(text: str) -> str:
    """Return the suffix of a file that begins with `text`: that of the first reader that recognizes it, else .txt."""
    reader = next((reader for reader in source_readers() if _recognizes(reader, text)), PLAIN_TEXT)
    return reader.suffixes[0]


def _recognizes(reader: SourceReader, text: str) -> bool:
    if reader.recognize is None:
        return False
    try:
        return reader.recognize(text)
    except Exception as error:  # the code of another package may raise anything
        if not reader.package:
            raise
        _LOG.warning("the reader %r of the package %s fails: %s", reader.name, reader.package, error)
        return False
