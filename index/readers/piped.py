"""What is piped in: it has no name that says of which kind it is, so its beginning has to."""

import csv
import json
import re
import sys
import zlib
from io import BufferedReader
from typing import cast

from index.readers.fields import known_fields

_HEAD = 65_536
_PAGE = re.compile(r"\s*(<\?xml[^>]*>\s*)?<(!doctype\s+html|html)\b", re.IGNORECASE)
_ARRAY = re.compile(r"\s*\[\s*\{")


def kind_of_standard_input() -> str:
    """The suffix that a file of the same content would have. Nothing is taken off what is piped in."""
    head = cast("BufferedReader", sys.stdin.buffer).peek(_HEAD)[:_HEAD]
    if head.startswith(b"\x1f\x8b"):
        head = zlib.decompressobj(wbits=31).decompress(head, _HEAD)
    return kind_of_text(head.decode("utf-8", "replace").lstrip("\ufeff"))


def kind_of_text(text: str) -> str:
    """The suffix of a file that begins with `text`."""
    first = text.lstrip().partition("\n")[0]
    if _PAGE.match(text):
        return ".html"
    if _ARRAY.match(text):
        return ".json"
    if first.startswith("{"):
        return ".jsonl" if _is_json(first) else ".json"
    return ".csv" if _names_columns(first) else ".md" if first.rstrip() == "---" else ".txt"


def _is_json(line: str) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def _names_columns(line: str) -> bool:
    """Whether these are the names of columns, one of them that of the text."""
    for delimiter in ",;\t|":
        columns = next(csv.reader([line], delimiter=delimiter), [])
        if len(columns) > 1 and "text" in known_fields(dict.fromkeys(columns, "some")):
            return True
    return False
