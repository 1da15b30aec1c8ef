"""Logs, metrics and traces, made from the events of an answer.

May import `ui.serialization` and what stands below it.
"""

from ui.observability.logs import logged

__all__ = ["logged"]
