"""From a source to articles: one file for each kind of source.

`read.py` finds and reads what is named; `record.py` makes an Article of a record's fields.
May import `index.store` and what stands below it.
"""

from index.readers.address import is_address, shown
from index.readers.fetch import FetchConfig
from index.readers.fields import parse_map
from index.readers.files import File, read_text
from index.readers.read import folders
from index.readers.record import article_from
from index.readers.web import read_address

__all__ = [
    "FetchConfig",
    "File",
    "article_from",
    "folders",
    "is_address",
    "parse_map",
    "read_address",
    "read_text",
    "shown",
]
