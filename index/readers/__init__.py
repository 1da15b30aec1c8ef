"""From a source to articles: one module per kind of file, each with its `READER`.

`registry.py` lists the readers; `read.py` finds and reads sources; `record.py` turns fields into an Article.
May import `index.store` and what stands below it.
"""

from index.readers.address import is_address, shown
from index.readers.fetch import FetchConfig
from index.readers.fields import known_fields, parse_map
from index.readers.files import File, read_bytes, read_lines, read_text
from index.readers.read import folders
from index.readers.record import article_from
from index.readers.registry import source_readers, suffixes
from index.readers.source_reader import SourceReader
from index.readers.web import read_address

__all__ = [
    "FetchConfig",
    "File",
    "SourceReader",
    "article_from",
    "folders",
    "is_address",
    "known_fields",
    "parse_map",
    "read_address",
    "read_bytes",
    "read_lines",
    "read_text",
    "shown",
    "source_readers",
    "suffixes",
]
