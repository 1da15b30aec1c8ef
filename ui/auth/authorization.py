"""Authorization settings: who may use the server, and what they may open."""

from dataclasses import dataclass, replace
from typing import Literal

from index.errors import UsageError

Role = Literal["reader", "administrator"]
Reading = Literal["articles", "passages"]
"""What readers may open: whole articles, or one passage at a time. Administrators always open whole articles."""
Metrics = Literal["visitors", "open", "administrator"]
"""Who may read `/metrics`: authorized visitors, anybody, or administrators only."""
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
_HEADER_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


@dataclass(frozen=True, slots=True)
class Authorization:
    """How visitors are authenticated, and which host names the server answers to.

    Attributes:
        auth: "" (nobody signs in), "accounts", or "header" (a proxy names the visitor).
        header: Header in which the proxy names the visitor.
        administrators: Visitors named by the proxy who are administrators.
        proxies: Trusted addresses and networks, separated by commas.
        names: Host names that requests may use; empty for any.
        local: Whether only this machine reaches the server; then every visitor is an administrator.
        reading: What readers may open.
        metrics: Who may read `/metrics`.
        dev: Whether pages of this machine may show the widget.
    """

    auth: Literal["", "accounts", "header"] = ""
    header: str = ""
    administrators: frozenset[str] = frozenset()
    proxies: str = ""
    names: frozenset[str] = frozenset()
    local: bool = False
    reading: Reading = "articles"
    metrics: Metrics = "visitors"
    dev: bool = False


def make_authorization(
    auth: str,
    administrators: str,
    hosts: str,
    proxies: str,
    reading: Reading,
    metrics: Metrics = "visitors",
    *,
    host: str,
    only_here: bool,
) -> Authorization:
    """Make the authorization from the settings. `host` is the listening address; `only_here` says that only this
    machine reaches it.

    Raises:
        UsageError: The settings contradict each other.
    """
    kind, _, header = auth.strip().partition(":")
    names = frozenset(bare_name(name) for name in _listed(hosts))
    if names or (only_here and not proxies):
        names |= {*LOOPBACK_NAMES, bare_name(host)}
    local = only_here and not proxies and not kind
    common = Authorization(proxies=proxies, names=names, local=local, reading=reading, metrics=metrics)
    match kind:
        case "" if not header:
            return common
        case "accounts" if not header:
            return replace(common, auth="accounts")
        case "header":
            known = frozenset(_listed(administrators))
            return replace(common, auth="header", header=_header(header, proxies), administrators=known)
    raise UsageError(
        f"CITEWELL_AUTH: {auth!r} is not a way to authenticate visitors; set `accounts`, "
        "`header:NAME` (the header in which a proxy of CITEWELL_TRUSTED_PROXIES names them), or nothing"
    )


def bare_name(host: str) -> str:
    """Return a host name as `Host` has it, in lower case and without the port: "[::1]", "news.example"."""
    name = host.strip().lower()
    if name.startswith("["):
        return name.partition("]")[0] + "]"
    return f"[{name}]" if name.count(":") > 1 else name.partition(":")[0].removesuffix(".")


def _header(name: str, proxies: str) -> str:
    name = name.strip().lower()
    if not name or not set(name) <= _HEADER_CHARACTERS:
        raise UsageError("CITEWELL_AUTH: `header:` needs a header name, as in `header:X-Forwarded-User`")
    if not proxies:
        raise UsageError(
            f"CITEWELL_AUTH: anybody could send {name}; name the trusted proxies in CITEWELL_TRUSTED_PROXIES"
        )
    return name


def _listed(text: str) -> list[str]:
    return [item.strip() for item in text.split(",") if item.strip()]
