"""Decodes bytes: as UTF-8 if they are valid, else in the detected encoding, never with replacement characters."""

import codecs
import unicodedata

from index.errors import SourceError
from index.text.language_detection import likeness

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""UTF-32 before UTF-16: the UTF-32 mark begins with the UTF-16 one."""
_LATIN = ("cp1252", "cp1250", "cp1254", "iso8859_2")
"""Encodings that differ in a few letters: byte statistics cannot tell them apart, language detection can."""
_OTHERS = (
    "cp1251", "koi8_u", "koi8_r", "cp1253", "cp1255", "cp1256",
    "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
)  # fmt: skip
_LATIN_1 = ("iso8859-1", "ascii", "cp1252")
_UNSAFE = frozenset({"punycode", "idna", "unicode-escape", "raw-unicode-escape", "utf-7", "undefined"})
"""Python codecs that no page uses: a label could choose them to hide text or to waste time."""
_SAMPLE = 65_536
"""Bytes that detection looks at, around the first byte that is not UTF-8."""
_MAX_CONTROLS = 0.02
"""Share of control characters above which decoded bytes count as binary."""


def encoding_of(data: bytes, place: str, *, whole: bool = True) -> str:
    """Return the encoding of a file.

    Args:
        data: The file's bytes, or its first ones.
        place: What errors call the file.
        whole: False if `data` may end inside a character.

    Raises:
        SourceError: The file is binary, or in no known text encoding.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding
    if b"\0" in data:
        raise SourceError(place, "is binary, not text; save the articles as text, Markdown, HTML, CSV or JSON Lines")
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final=whole)
    except UnicodeDecodeError as error:
        if not whole and not data[: error.start].isascii():
            return "utf-8"  # with a few lines in another encoding, which `decoded` handles
        sample = data[max(0, error.start - _SAMPLE // 2) :][:_SAMPLE]
        detected = _detected(sample)
        if not detected or _is_binary(sample.decode(detected, "replace")):
            raise SourceError(
                place,
                f"is of unknown encoding, or binary (byte 0x{data[error.start]:02x} at {error.start}); use UTF-8",
            ) from error
        return detected
    return "utf-8"


def decoded_by_label(data: bytes, label: str) -> str | None:
    """Decode `data` in the encoding that a page or server names; None if the label is unknown or does not fit.

    Web pages labelled Latin-1 or ASCII are UTF-8 under a wrong label, or Windows-1252, which contains Latin-1's letters
    and quotation marks.
    """
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    if name in _UNSAFE:
        return None
    for encoding in ("utf-8", "cp1252") if name in _LATIN_1 else (name,):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeError):
            continue
    return None


def decoded(data: bytes, encoding: str, place: str) -> str:
    """Decode `data` in `encoding`, or, if it does not fit (in a file put together from several), as detected.

    Raises:
        SourceError: No encoding fits.
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
        texts = {encoding: _decoded_or_empty(data, encoding) for encoding in _LATIN}
        scores = {encoding: likeness(text) for encoding, text in texts.items() if text}
        return max(scores, key=scores.__getitem__, default="")
    return str(best.encoding)


def _is_binary(text: str) -> bool:
    """Return whether the text has too many control characters to be text."""
    controls = sum(unicodedata.category(character) == "Cc" and not character.isspace() for character in text)
    return controls > _MAX_CONTROLS * len(text)


def _decoded_or_empty(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""
