"""What a reader declares: the kind of file it reads, and the function that reads it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from index.article import Article
from index.errors import SourceError
from index.readers.files import File

_SUFFIX = re.compile(r"\.[a-z0-9]+")
_MEDIA_TYPE = re.compile(r"[a-z0-9.+-]+/[a-z0-9.+-]+")

ReadFile = Callable[[File, Mapping[str, str]], Iterable[Article | SourceError]]


@dataclass(frozen=True, slots=True)
class SourceReader:
    """One kind of file. Each reader module holds one as `READER`.

    Attributes:
        name: What people call the kind, such as "JSON Lines".
        suffixes: File suffixes with their dot, in lower case, the usual one first.
        label: What such a file holds, as docs/articles.md shows it: half a sentence of Markdown.
        read: Yields the articles of a file, and one SourceError for each part that holds none. It may raise
            SourceError if the whole file is unreadable. Its second argument maps field names of the file to ours.
        media_types: Content types that servers send for the kind, in lower case.
        recognize: Returns whether a text that begins like this is of the kind. Used for standard input and for
            web servers that send no useful content type. Without it such input is never taken for this kind.
        package: Distribution that the reader comes from; "" for our own. Set when the reader is loaded.

    Raises:
        ValueError: A field is not written as described here.
    """

    name: str
    suffixes: tuple[str, ...]
    label: str
    read: ReadFile
    media_types: tuple[str, ...] = ()
    recognize: Callable[[str], bool] | None = None
    package: str = ""

    def __post_init__(self) -> None:
        if not self.name or not self.label:
            raise ValueError("a reader needs a name and a label")
        if not self.suffixes or not all(_SUFFIX.fullmatch(suffix) for suffix in self.suffixes):
            raise ValueError(f"write the suffixes of {self.name!r} in lower case with a dot, such as ('.epub',)")
        if not all(_MEDIA_TYPE.fullmatch(media_type) for media_type in self.media_types):
            raise ValueError(f"write the media types of {self.name!r} in lower case, such as ('text/csv',)")
