"""Serve the page's own files. Browsers revalidate them at every use, so an upgrade takes effect at once."""

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

REVALIDATE = {"Cache-Control": "no-cache"}


class StaticFolder(StaticFiles):
    """Static files with revalidation; an unchanged file is answered with a 304."""

    def file_response(
        self, full_path: str | PathLike[str], stat_result: stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """Send the file with a header that makes the browser revalidate it."""
        response: Any = super().file_response(full_path, stat_result, scope, status_code)
        response.headers.update(REVALIDATE)
        return response  # type: ignore[no-any-return]


def words_script(request: Request) -> Response:
    """Send the scripts' texts as a JavaScript module in the reader's language."""
    texts = json.dumps(script_words(words_of(request)), ensure_ascii=False)
    headers = {**REVALIDATE, "Vary": "Accept-Language"}
    return Response(f"export default {texts};\n", media_type="text/javascript", headers=headers)


def script_words(words: Messages) -> dict[str, Any]:
    """Return the texts that scripts use, with unfilled {placeholders} (ui/static/say.js fills them)."""
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
    texts = {field.name: getattr(section, field.name) for field in fields(section)}
    return {name: text.text if isinstance(text, Phrase) else text for name, text in texts.items()}
