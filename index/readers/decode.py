"""From bytes to text: UTF-8 where it is, another encoding where the bytes say so, never a replacement character."""

import codecs
import unicodedata

from index.errors import SourceError
from index.text.language_detection import likeness

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte-order marks, the longer ones first where one begins another."""
_LATIN = ("cp1252", "cp1250", "cp1254", "iso8859_2")
"""Encodings that differ in a few letters only: statistics of bytes cannot tell them apart, a language can."""
_OTHERS = (
    "cp1251", "koi8_u", "koi8_r", "cp1253", "cp1255", "cp1256",
    "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
)  # fmt: skip
_LATIN_1 = ("iso8859-1", "ascii", "cp1252")
_NO_PAGE_IS_IN = frozenset({"punycode", "idna", "unicode-escape", "raw-unicode-escape", "utf-7", "undefined"})
"""What Python decodes besides, in a time or to a text that a stranger could choose."""
_SAMPLE = 65_536
_MOST_CONTROLS = 0.02


def encoding_of(data: bytes, place: str, *, whole: bool = True) -> str:
    """The encoding of `data` (or, where it is not `whole`, of what begins with it).

    Raises:
        SourceError: it is binary, or in no encoding that text is in.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if b"\0" in data:
        raise SourceError(place, "is binary, not text; save the articles as text, Markdown, HTML, CSV or JSON Lines")
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final=whole)
    except UnicodeDecodeError as error:
        if not whole and not data[: error.start].isascii():
            return "utf-8"  # with a line or two from elsewhere
        sample = data[max(0, error.start - _SAMPLE // 2) :][:_SAMPLE]
        found = _detected(sample)
        if not found or _binary(sample.decode(found, "replace")):
            raise SourceError(
                place,
                f"is of unknown encoding, or binary (byte 0x{data[error.start]:02x} at {error.start}); use UTF-8",
            ) from error
        return found
    return "utf-8"


def decoded_by_label(data: bytes, label: str) -> str | None:
    """`data` in the encoding that a page or a server says it is in; None where that is none, or it is not in it.

    What calls itself Latin-1 or ASCII is, on the web, Windows-1252, which has its letters and quotation marks too; or
    UTF-8 below a label that nobody looked at.
    """
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    if name in _NO_PAGE_IS_IN:
        return None
    for encoding in ("utf-8", "cp1252") if name in _LATIN_1 else (name,):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeError):
            continue
    return None


def decoded(data: bytes, encoding: str, place: str) -> str:
    """`data` as text; where it is not in `encoding` after all (a file put together from several), in its own.

    Raises:
        SourceError: it is in no encoding.
    """
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        try:
            return data.decode(encoding_of(data, place))
        except UnicodeDecodeError as error:
            raise SourceError(
                place, f"is in several encodings at once ({error.reason}); convert it to UTF-8"
            ) from error


def _detected(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=[*_LATIN, *_OTHERS]).best()
    if best is None or best.encoding in _LATIN:
        readings = {encoding: _as(data, encoding) for encoding in _LATIN}
        likely = {encoding: likeness(text) for encoding, text in readings.items() if text}
        return max(likely, key=likely.__getitem__, default="")
    return str(best.encoding)


def _binary(text: str) -> bool:
    """Whether so much of it is control characters that nobody wrote it."""
    controls = sum(unicodedata.category(character) == "Cc" and not character.isspace() for character in text)
    return controls > _MOST_CONTROLS * len(text)


def _as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""
