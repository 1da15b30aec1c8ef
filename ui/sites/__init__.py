"""Sites whose pages show the widget: their origins, filters and limits.

May import `ui.app` and what stands below it.
"""

from ui.sites.sites import Site, Sites

__all__ = ["Site", "Sites"]
