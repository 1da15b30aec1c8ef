"""The page's own files as they are sent: a browser asks after them each time, and runs no old ones after an upgrade."""

import json
from dataclasses import fields
from os import PathLike, stat_result
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from index.readers.registry import suffixes
from ui.messages.articles import Desk
from ui.messages.conversations import Conversations, Copying
from ui.messages.feedback import Feedback
from ui.messages.language import words_of
from ui.messages.messages import Messages
from ui.messages.phrase import Phrase
from ui.messages.reading import Changes, Panel

ASKED_AFTER = {"Cache-Control": "no-cache"}


class StaticFolder(StaticFiles):
    """Static files; a browser that has one already gets a 304."""

    def file_response(
        self, full_path: str | PathLike[str], stat_result: stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """The file, to be revalidated at every use."""
        response: Any = super().file_response(full_path, stat_result, scope, status_code)
        response.headers.update(ASKED_AFTER)
        return response  # type: ignore[no-any-return]


def words_script(request: Request) -> Response:
    """What the page's scripts say, as a module of theirs, in the language of whoever asks."""
    said = json.dumps(script_words(words_of(request)), ensure_ascii=False)
    headers = {**ASKED_AFTER, "Vary": "Accept-Language"}
    return Response(f"export default {said};\n", media_type="text/javascript", headers=headers)


def script_words(words: Messages) -> dict[str, Any]:
    """The words that scripts need; {places} are filled in there (ui/static/say.js)."""
    return {
        "language": words.language,
        "direction": words.direction,
        "months": words.months,
        "day": words.dates.day.text,
        "question": words.chat.question,
        "answer": words.chat.answer,
        "chart": words.charts.label.text,
        "panel": _plain(words.panel),
        "changes": _plain(words.changes),
        "feedback": _plain(words.feedback),
        "desk": _plain(words.desk),
        "suffixes": " ".join(suffixes()),
        "conversations": _plain(words.conversations),
        "copying": _plain(words.copying),
    }


def _plain(section: Panel | Changes | Desk | Feedback | Conversations | Copying) -> dict[str, str]:
    said = {one.name: getattr(section, one.name) for one in fields(section)}
    return {name: text.text if isinstance(text, Phrase) else text for name, text in said.items()}
