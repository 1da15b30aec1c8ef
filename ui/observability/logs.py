"""The log of a serving process: on standard error, as lines for people or as JSON, each with its request's id.

It holds no address, no query string and no key. Questions appear only if the settings ask for them.
"""

import logging
import sys
from collections.abc import Iterator, Sequence
from contextvars import ContextVar
from typing import Literal, TextIO

from rag.schema.events import Event, Finished

LogFormat = Literal["text", "json"]
LogLevel = Literal["debug", "info", "warning", "error"]
REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
"""Id of the current request; "" outside a request."""
_FIELDS = {"timestamp": "time", "levelname": "level", "name": "logger"}
_ANSWERS = logging.getLogger("citewell.answers")


def begin(format: LogFormat, level: LogLevel, keys: Sequence[str] = ()) -> None:
    """Start logging.

    Args:
        format: Format of the lines.
        level: Lowest level of Citewell's own lines. Libraries log warnings and errors only, because some of them log
            questions at lower levels.
        keys: Secrets to mask.
    """
    handler = _Handler([key for key in keys if key])
    handler.setFormatter(_json() if format == "json" else _Lines())
    handler.addFilter(_with_request)
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("citewell").setLevel(level.upper())


def logged(events: Iterator[Event], question: str = "") -> Iterator[Event]:
    """Yield the events, and log a line about the Answer, with the question unless it is ""."""
    for event in events:
        if isinstance(event, Finished):
            answer = event.answer
            fields = {
                "status": answer.status,
                "mode": answer.mode,
                "ms": round(answer.timings_ms.get("total", 0.0), 1),
                **({"question": question} if question else {}),
            }
            line = "%s (%s) in %.1f ms" + (": %r" if question else "")
            _ANSWERS.info(line, *fields.values(), extra=fields)
        yield event


class _Handler(logging.StreamHandler[TextIO]):
    """Write to standard error, and mask keys."""

    def __init__(self, keys: Sequence[str]) -> None:
        super().__init__(sys.stderr)
        self._keys = keys

    def format(self, record: logging.LogRecord) -> str:
        """Format a record, and mask keys."""
        line = super().format(record)
        for key in self._keys:
            line = line.replace(key, "[key]")
        return line


class _Lines(logging.Formatter):
    """Format a line for people: time, level, logger, message, and the request's id."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  logging's own name
        """Format the line without its traceback."""
        line = super().formatMessage(record)
        id = getattr(record, "request_id", "")
        return f"{line} [{id}]" if id else line


def _json() -> logging.Formatter:
    from pythonjsonlogger.json import JsonFormatter

    return JsonFormatter(
        ["levelname", "name", "message"], timestamp=True, rename_fields=_FIELDS, json_ensure_ascii=False
    )


def _with_request(record: logging.LogRecord) -> bool:
    """Add the id of the current request to the record."""
    if id := REQUEST_ID.get():
        record.request_id = id
    return True
