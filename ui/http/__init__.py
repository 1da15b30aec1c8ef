"""HTTP for every route: security headers, access log, problems, compression, the peer behind a proxy.

May import `ui.observability` and what stands below it.
"""

from ui.http.access_log import AccessLogMiddleware
from ui.http.compress import CompressMiddleware
from ui.http.head import HeadMiddleware
from ui.http.peer import PeerMiddleware, peer_of
from ui.http.problems import FaultMiddleware, add_problems, in_words, problem, status_of
from ui.http.root_path import RootPathMiddleware
from ui.http.security_headers import SecurityHeadersMiddleware

__all__ = [
    "AccessLogMiddleware",
    "CompressMiddleware",
    "FaultMiddleware",
    "HeadMiddleware",
    "PeerMiddleware",
    "RootPathMiddleware",
    "SecurityHeadersMiddleware",
    "add_problems",
    "in_words",
    "peer_of",
    "problem",
    "status_of",
]
