"""Types of setting values. Each rejects an invalid value with a message that says what is wrong."""

import re
from ipaddress import ip_network
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, SecretStr

NO_MODEL = "none"
PATHS = frozenset(
    {"a", "api", "embed", "healthz", "login", "logout", "mcp", "metrics", "openapi.json", "readyz", "static", "v1"}
    | {"assets", "config", "favicon.ico", "gradio_api", "manifest.json", "monitoring", "pwa_icon", "robots.txt", "runs"}
    | {"svelte", "theme.css", "widget.js"}
)
"""First segments of all paths that `serve` answers at, its own and Gradio's."""
_ROOT_PATH = re.compile(r"(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+")


def _key(key: SecretStr) -> SecretStr:
    """Strip a key, and check its characters: a key is sent in a header."""
    stripped = key.get_secret_value().strip()
    if not (stripped.isascii() and stripped.isprintable()) or " " in stripped:
        raise ValueError("is not a valid key: it has spaces, line breaks or non-ASCII characters")
    return SecretStr(stripped)


def _provider(name: str) -> str:
    return name.strip().lower().replace("_", "-") or NO_MODEL


def _collector(url: str) -> str:
    parts = urlsplit(url.strip())
    if url.strip() and not (parts.scheme in ("http", "https") and parts.hostname):
        raise ValueError("is not the address of a collector; write http://host:4318, or nothing to send no traces")
    return url.strip()


def rate_text(rate: str) -> str:
    """Check a rate. Raise ValueError if it is not valid."""
    if not rate.strip():
        return ""
    from limits import parse_many

    try:
        possible = all(item.amount > 0 for item in parse_many(rate))
    except ValueError:
        possible = False
    if not possible:
        raise ValueError("is not a rate; write 120/minute, or 10/second;1000/day, or nothing for no limit")
    return rate.strip()


def _networks(text: str) -> str:
    """Check addresses and networks. A host name or "*" would trust nobody or everybody."""
    try:
        return ",".join(str(ip_network(item.strip())) for item in text.split(",") if item.strip())
    except ValueError as error:
        raise ValueError(f"{error}; write addresses (10.0.0.2) or networks (10.0.0.0/8), separated by commas") from None


def _root_path(text: str) -> str:
    """Strip the "/" at the end of a path, and check that no path of `serve` begins with it."""
    path = text.strip().rstrip("/")
    if not path:
        return ""
    if not _ROOT_PATH.fullmatch(path):
        raise ValueError("is not a path; write /ask for a server at https://paper.example/ask/")
    if (first := path.split("/")[1]) in PATHS:
        raise ValueError(f"begins with /{first}, which is one of Citewell's own paths; choose another path")
    return path


Key = Annotated[SecretStr, AfterValidator(_key)]
Provider = Annotated[str, AfterValidator(_provider)]
CollectorUrl = Annotated[str, AfterValidator(_collector)]
RateText = Annotated[str, AfterValidator(rate_text)]
"""`60/minute`, `10/second;1000/day`; "" is no limit."""
Networks = Annotated[str, AfterValidator(_networks)]
"""Addresses and networks, separated by commas."""
RootPath = Annotated[str, AfterValidator(_root_path)]
"""`/ask`; "" is the root of the host."""
