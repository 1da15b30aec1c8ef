"""A session of `requests` that reaches the public web alone.

Each name is looked up once, what it stands for is checked, and that very address is connected to: a name that stands
for something else a moment later changes nothing.
"""

from ipaddress import IPv6Address, ip_address

from requests import PreparedRequest, Response, Session
from requests_hardened import Config, HTTPSession
from requests_hardened.ip_filter import InvalidIPAddress
from requests_hardened.ip_filter_adapter import IPFilterAdapter

AGENT = "Mozilla/5.0 (compatible; Citewell; one page, named by a person)"
_IDLE_S = 10.0
_OF_THE_HOST = frozenset({ip_address("168.63.129.16")})
"""Public addresses behind which a cloud's own machines answer those that run on it (Azure)."""


class _Session(HTTPSession):
    """Never goes anywhere by itself, and takes nothing from the environment: neither proxies nor passwords."""

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self.trust_env = False

    def get_redirect_target(self, _resp: Response) -> str | None:
        """None: `requests` would read the whole body of each redirect, however long it is."""
        return None


class _PublicAdapter(IPFilterAdapter):
    """Refuses a few places more than the library does."""

    def build_connection_pool_key_attributes(
        self, request: PreparedRequest, verify: bool | str, cert: str | tuple[str, str] | None = None
    ) -> tuple[dict[str, object], dict[str, object]]:
        host, pool = super().build_connection_pool_key_attributes(request, verify, cert)
        address = ip_address(str(host["host"]).strip("[]"))
        if isinstance(address, IPv6Address) and (address.is_site_local or address.is_reserved):
            odd = not (self._allow_loopback and address.is_loopback)
        else:
            odd = address in _OF_THE_HOST
        if odd:
            raise InvalidIPAddress(address)
        return host, pool


def guarded_session(*, private: bool, loopback: bool) -> Session:
    """A session; `private` lets it reach every network, `loopback` this machine."""
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
