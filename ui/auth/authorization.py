"""Who may come in, and what they may open: the settings of it, checked."""

from dataclasses import dataclass, replace
from typing import Literal

from index.errors import UsageError

Role = Literal["reader", "administrator"]
Reading = Literal["articles", "passages"]
"""What readers may open: whole articles, or one passage at a time. Administrators open whole articles always."""
Metrics = Literal["visitors", "open", "administrator"]
"""Who may read `/metrics`: whoever may come in, anybody at all, or administrators alone."""
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
_OF_HEADERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


@dataclass(frozen=True, slots=True)
class Authorization:
    """How visitors are told apart, and what the server answers to.

    `auth` is "" (nobody is asked who they are), "accounts", or "header": then a proxy of `proxies` (addresses and
    networks, with commas between) says in `header` who asks, and those of `administrators` are administrators. `local`
    is a server that only this machine reaches: whoever asks is its administrator. `names` are what `Host` may say; none
    is anything. With `dev`, pages of this machine may hold the widget."""

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
    """The authorization that is set. `host` is the address listened on, `only_here` whether only this machine reaches it.

    Raises:
        UsageError: the settings do not go together.
    """
    kind, _, header = auth.strip().partition(":")
    names = frozenset(bare_name(one) for one in _listed(hosts))
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
        f"CITEWELL_AUTH: {auth!r} is none of the ways to tell visitors apart; say `accounts`, "
        "`header:NAME` (the header in which a proxy of CITEWELL_TRUSTED_PROXIES names them), or nothing"
    )


def bare_name(host: str) -> str:
    """A host as `Host` names it, in small letters and without its port: "[::1]", "news.example"."""
    name = host.strip().lower()
    if name.startswith("["):
        return name.partition("]")[0] + "]"
    return f"[{name}]" if name.count(":") > 1 else name.partition(":")[0].removesuffix(".")


def _header(name: str, proxies: str) -> str:
    name = name.strip().lower()
    if not name or not set(name) <= _OF_HEADERS:
        raise UsageError("CITEWELL_AUTH: `header:` wants the name of a header, as in `header:X-Forwarded-User`")
    if not proxies:
        raise UsageError(
            f"CITEWELL_AUTH: anybody could send {name}; name the proxies to believe in CITEWELL_TRUSTED_PROXIES"
        )
    return name


def _listed(text: str) -> list[str]:
    return [one.strip() for one in text.split(",") if one.strip()]
