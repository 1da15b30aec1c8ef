"""A `requests` session that reaches only the public web.

It resolves each host once, checks the address, and connects to that same address: a name that resolves differently a
moment later changes nothing.
"""

from ipaddress import IPv6Address, ip_address

from requests import PreparedRequest, Response, Session
from requests_hardened import Config, HTTPSession
from requests_hardened.ip_filter import InvalidIPAddress
from requests_hardened.ip_filter_adapter import IPFilterAdapter

AGENT = "Mozilla/5.0 (compatible; Citewell; one page, named by a person)"
_IDLE_S = 10.0
"""Seconds of silence, if a request sets no timeout of its own."""
_CLOUD_HOSTS = frozenset({ip_address("168.63.129.16")})
"""Public addresses that lead to a cloud's internal services from machines inside it (Azure's WireServer)."""


class _Session(HTTPSession):
    """A session that follows no redirects, and takes neither proxies nor passwords from the environment."""

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self.trust_env = False

    def get_redirect_target(self, _resp: Response) -> str | None:
        """Return None: otherwise `requests` reads the whole body of each redirect, however long it is."""
        return None


class _PublicAdapter(IPFilterAdapter):
    """An adapter that refuses a few addresses more than the library does."""

    def build_connection_pool_key_attributes(
        self, request: PreparedRequest, verify: bool | str, cert: str | tuple[str, str] | None = None
    ) -> tuple[dict[str, object], dict[str, object]]:
        host, pool = super().build_connection_pool_key_attributes(request, verify, cert)
        address = ip_address(str(host["host"]).strip("[]"))
        if isinstance(address, IPv6Address) and (address.is_site_local or address.is_reserved):
            refused = not (self._allow_loopback and address.is_loopback)
        else:
            refused = address in _CLOUD_HOSTS
        if refused:
            raise InvalidIPAddress(address)
        return host, pool


def guarded_session(*, private: bool, loopback: bool) -> Session:
    """Return a session. With `private` it reaches every network, with `loopback` also this machine."""
    config = Config(
        ip_filter_enable=not private,
        ip_filter_allow_loopback_ips=loopback,
        never_redirect=True,
        default_timeout=(_IDLE_S, _IDLE_S),
        user_agent_override=AGENT,
    )
    session = _Session(config)
    if not private:
        session.mount("http://", _PublicAdapter(is_https_proto=False, allow_loopback=loopback))
        session.mount("https://", _PublicAdapter(is_https_proto=True, allow_loopback=loopback))
    return session
