"""Which language a visitor reads: what the address asks for, else what their browser prefers, else English."""

from collections.abc import Iterator

from starlette.requests import HTTPConnection

from ui.messages.load import all_messages
from ui.messages.messages import Messages

FALLBACK = "en"


def words_of(request: HTTPConnection | None) -> Messages:
    """The page's words for whoever sent the request: `?lang=uk`, or the header Accept-Language."""
    if request is None:  # Gradio leaves it open whether a step was asked for over HTTP
        return in_language(FALLBACK)
    return in_language(request.query_params.get("lang", ""), request.headers.get("accept-language", ""))


def drawn_in(request: HTTPConnection | None) -> Messages:
    """The words in which whoever sent the request has first got the page: where that is asked for, `?lang=uk` is not
    yet known (ui/page/first_words.py)."""
    return in_language("", request.headers.get("accept-language", "") if request else "")


def in_language(asked: str, accepted: str = "") -> Messages:
    """The words in the language that is asked for; where there are none in it, in the best that is accepted."""
    known = all_messages()
    wanted = (_primary(tag) for tag in (asked, *_by_preference(accepted)))
    return next((known[language] for language in wanted if language in known), known[FALLBACK])


def _by_preference(accepted: str) -> Iterator[str]:
    """The languages of an Accept-Language header, the dearest first; those of quality 0 are refused."""
    rated = [(_quality(item), item.partition(";")[0]) for item in accepted.split(",")]
    yield from (tag for quality, tag in sorted(rated, key=lambda one: -one[0]) if quality > 0)


def _quality(item: str) -> float:
    written = item.partition("q=")[2].strip()
    try:
        return float(written) if written else 1.0
    except ValueError:
        return 0.0


def _primary(tag: str) -> str:
    return tag.strip().lower().replace("_", "-").partition("-")[0]
