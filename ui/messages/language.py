"""Choose the visitor's language: the address's, else the browser's preferred one, else English."""

from collections.abc import Iterator

from starlette.requests import HTTPConnection

from ui.messages.load import all_messages
from ui.messages.messages import Messages

FALLBACK = "en"


def words_of(request: HTTPConnection | None) -> Messages:
    """Return the messages for a request: by `?lang=uk`, else by its Accept-Language header."""
    if request is None:  # Gradio's events may have no HTTP request
        return in_language(FALLBACK)
    return in_language(request.query_params.get("lang", ""), request.headers.get("accept-language", ""))


def drawn_in(request: HTTPConnection | None) -> Messages:
    """Return the messages with which the browser first drew the page, by Accept-Language alone.

    The request for the page's description does not know `?lang=uk` (ui/page/first_words.py).
    """
    return in_language("", request.headers.get("accept-language", "") if request else "")


def in_language(asked: str, accepted: str = "") -> Messages:
    """Return the messages in the first known language.

    Args:
        asked: Language tag that goes first, "" for none.
        accepted: Value of an Accept-Language header.
    """
    known = all_messages()
    wanted = (_primary(tag) for tag in (asked, *_by_preference(accepted)))
    return next((known[language] for language in wanted if language in known), known[FALLBACK])


def _by_preference(accepted: str) -> Iterator[str]:
    """Yield the tags of an Accept-Language header by quality; quality 0 means not acceptable."""
    rated = [(_quality(item), item.partition(";")[0]) for item in accepted.split(",")]
    yield from (tag for quality, tag in sorted(rated, key=lambda pair: -pair[0]) if quality > 0)


def _quality(item: str) -> float:
    quality = item.partition("q=")[2].strip()
    try:
        return float(quality) if quality else 1.0
    except ValueError:
        return 0.0


def _primary(tag: str) -> str:
    return tag.strip().lower().replace("_", "-").partition("-")[0]
