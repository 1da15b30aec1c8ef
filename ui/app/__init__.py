"""The application: settings, the engine that answers, the service that every interface calls.

`service.py` works in this process, `remote.py` through the process that serves the store.
May import `ui.limits` and what stands below it.
"""

from ui.app.engine import Engine
from ui.app.service import LocalService, Service
from ui.app.settings import Settings, read_settings

__all__ = ["Engine", "LocalService", "Service", "Settings", "read_settings"]
