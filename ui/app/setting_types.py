"""The kinds of values that settings have: each says what is wrong with one that is not of its kind."""

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
"""The first parts of all paths that `serve` answers at, its own and Gradio's."""
_ROOT_PATH = re.compile(r"(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+")


def _key(key: SecretStr) -> SecretStr:
    """A key travels in a header, where only these characters may stand."""
    stripped = key.get_secret_value().strip()
    if not (stripped.isascii() and stripped.isprintable()) or " " in stripped:
        raise ValueError("is not a key: it has spaces, line ends or letters that no key has")
    return SecretStr(stripped)


def _provider(name: str) -> str:
    return name.strip().lower().replace("_", "-") or NO_MODEL


def _collector(url: str) -> str:
    parts = urlsplit(url.strip())
    if url.strip() and not (parts.scheme in ("http", "https") and parts.hostname):
        raise ValueError("is no address of a collector; write http://host:4318, or nothing to send no traces")
    return url.strip()


def rate_text(rate: str) -> str:
    """A rate, checked. Raises ValueError."""
    if not rate.strip():
        return ""
    from limits import parse_many

    try:
        possible = all(item.amount > 0 for item in parse_many(rate))
    except ValueError:
        possible = False
    if not possible:
        raise ValueError("is no rate; write 120/minute, or 10/second;1000/day, or nothing for no limit")
    return rate.strip()


def _networks(text: str) -> str:
    """Only what is an address can be compared with one: a name, or "*", would trust nobody or everybody."""
    try:
        return ",".join(str(ip_network(one.strip())) for one in text.split(",") if one.strip())
    except ValueError as error:
        raise ValueError(f"{error}; name addresses (10.0.0.2) or networks (10.0.0.0/8), with commas") from None


def _root_path(text: str) -> str:
    """A path without "/" at its end, which no path of `serve` begins with."""
    path = text.strip().rstrip("/")
    if not path:
        return ""
    if not _ROOT_PATH.fullmatch(path):
        raise ValueError("is not a path; write /ask for a server at https://paper.example/ask/")
    if (first := path.split("/")[1]) in PATHS:
        raise ValueError(f"begins with /{first}, which Citewell answers at itself; choose another path")
    return path


Key = Annotated[SecretStr, AfterValidator(_key)]
Provider = Annotated[str, AfterValidator(_provider)]
CollectorUrl = Annotated[str, AfterValidator(_collector)]
RateText = Annotated[str, AfterValidator(rate_text)]
"""`60/minute`, `10/second;1000/day`; "" is no limit."""
Networks = Annotated[str, AfterValidator(_networks)]
"""Addresses and networks, with commas between."""
RootPath = Annotated[str, AfterValidator(_root_path)]
"""`/ask`; "" is the root of the host."""
