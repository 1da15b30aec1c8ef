"""Limits of requests: rate, size, concurrency.

`middleware.py` applies them to every request.
May import `ui.auth` and what stands below it.
"""

from ui.limits.lengths import Lengths
from ui.limits.middleware import Limits, LimitsMiddleware, address_of
from ui.limits.rate import Rate
from ui.limits.refusal import RefusedError

__all__ = ["Lengths", "Limits", "LimitsMiddleware", "Rate", "RefusedError", "address_of"]
