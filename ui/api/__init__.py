"""The HTTP API: one file of routes for each thing, and the schemas of its OpenAPI description.

May import `ui.sites` and what stands below it.
"""

from ui.api.event_data import in_own_thread
from ui.api.responses import returns
from ui.api.router import make_router
from ui.api.schema import Answer, DraftCheck, Found
from ui.api.schema_events import ChatEvent
from ui.api.schema_ingest import IngestEvent
from ui.api.schema_store import Article

__all__ = [
    "Answer",
    "Article",
    "ChatEvent",
    "DraftCheck",
    "Found",
    "IngestEvent",
    "in_own_thread",
    "make_router",
    "returns",
]
