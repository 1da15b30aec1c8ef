"""The log of a process that serves: on standard error, as lines for people or as JSON, each with its request's id.

It has no address, no query string and no key, and a question only where the settings ask for it.
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
"""The id of the request that is being answered, "" outside of one."""
_FIELDS = {"timestamp": "time", "levelname": "level", "name": "logger"}
_ANSWERS = logging.getLogger("citewell.answers")


def begin(format: LogFormat, level: LogLevel, keys: Sequence[str] = ()) -> None:
    """Log in this format from now on: what Citewell says from `level` on, what libraries say from warnings on (below,
    some of them tell what was asked). `keys` are never written."""
    handler = _Handler([key for key in keys if key])
    handler.setFormatter(_json() if format == "json" else _Lines())
    handler.addFilter(_with_request)
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("citewell").setLevel(level.upper())


def logged(events: Iterator[Event], question: str = "") -> Iterator[Event]:
    """The events as they come; a line is logged of their Answer. It has the question where that is given."""
    for event in events:
        if isinstance(event, Finished):
            answer = event.answer
            told = {
                "status": answer.status,
                "mode": answer.mode,
                "ms": round(answer.timings_ms.get("total", 0.0), 1),
                **({"question": question} if question else {}),
            }
            line = "%s (%s) in %.1f ms" + (": %r" if question else "")
            _ANSWERS.info(line, *told.values(), extra=told)
        yield event


class _Handler(logging.StreamHandler[TextIO]):
    """Writes to standard error, with a mark where a key would stand."""

    def __init__(self, keys: Sequence[str]) -> None:
        super().__init__(sys.stderr)
        self._keys = keys

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line = super().format(record)
        for key in self._keys:
            line = line.replace(key, "[key]")
        return line


class _Lines(logging.Formatter):
    """A line for people: time, level, who says it, what, and the request's id behind it."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  logging's own name
        """The line without its traceback."""
        line = super().formatMessage(record)
        id = getattr(record, "request_id", "")
        return f"{line} [{id}]" if id else line


def _json() -> logging.Formatter:
    from pythonjsonlogger.json import JsonFormatter

    return JsonFormatter(
        ["levelname", "name", "message"], timestamp=True, rename_fields=_FIELDS, json_ensure_ascii=False
    )


def _with_request(record: logging.LogRecord) -> bool:
    """Every line of a request has its id."""
    if id := REQUEST_ID.get():
        record.request_id = id
    return True
