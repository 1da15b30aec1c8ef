"""Resolve and authenticate the visitor behind a request."""

from ipaddress import ip_address, ip_network

from starlette.datastructures import Headers
from starlette.types import Scope

from ui.auth.accounts import Account, Accounts
from ui.auth.api_keys import bearer_key
from ui.auth.authorization import Authorization, Role
from ui.auth.cookies import Cookies
from ui.auth.origin import is_direct
from ui.auth.site_reader import SiteReader
from ui.auth.visitor import Visitor
from ui.http.peer import peer_of

MOST_NAME = 200
"""Longest name that a proxy may give, in characters."""


class Identity:
    """Authenticate visitors as the settings say."""

    def __init__(self, authorization: Authorization, cookies: Cookies, accounts: Accounts) -> None:
        self._authorization = authorization
        self._cookies = cookies
        self._accounts = accounts
        self._proxies = [ip_network(network) for network in authorization.proxies.split(",") if network]

    def owner(self) -> Visitor:
        """Return the owner, who presents the token in the store's folder."""
        return self._visitor("owner", "owner", "administrator")

    def reader(self, of: SiteReader) -> Visitor:
        """Return a reader of a page with the widget."""
        return self._visitor("site", f"{of.site_key} {of.reader}", "reader", named=False)

    def known(self, scope: Scope, headers: Headers) -> Visitor | None:
        """Return the visitor who has signed in, here or at the proxy, or presents an account's key; else None."""
        return (
            self._of_account(scope, headers)
            if self._authorization.auth == "accounts"
            else self._of_proxy(scope, headers)
        )

    def browser(self, scope: Scope, headers: Headers) -> tuple[Visitor, str]:
        """Return (anonymous visitor, Set-Cookie value for their browser or "")."""
        browser = self._cookies.browser(scope)
        role: Role = "administrator" if self._authorization.local and is_direct(headers) else "reader"
        visitor = Visitor(self._cookies.digest("browser", browser.id), "", role)
        return visitor, self._cookies.of_browser(scope, browser.id) if browser.cookie_due else ""

    def _of_account(self, scope: Scope, headers: Headers) -> Visitor | None:
        """Identify a browser by its session, a program by its key."""
        account = self._in_session(scope) or self._with_key(headers.get("authorization", ""))
        return self._visitor("account", account.name, account.role) if account else None

    def _in_session(self, scope: Scope) -> Account | None:
        name, stamp = self._cookies.session(scope)
        account = self._accounts.get(name) if name else None
        return account if account and account.stamp == stamp else None

    def _with_key(self, authorization: str) -> Account | None:
        key = bearer_key(authorization)
        return self._accounts.of_key(key) if key else None

    def _of_proxy(self, scope: Scope, headers: Headers) -> Visitor | None:
        """Return the visitor that the proxy names.

        Two names, or an invalid one, mean that the proxy passes on its visitors' own header: then trust none.
        """
        names = headers.getlist(self._authorization.header)
        if len(names) != 1 or not self._is_trusted(peer_of(scope)):
            return None
        name = names[0].strip().encode("latin-1").decode("utf-8", errors="replace")
        if not name or len(name) > MOST_NAME or not name.isprintable():
            return None
        return self._visitor("proxy", name, "administrator" if name in self._authorization.administrators else "reader")

    def _is_trusted(self, peer: str) -> bool:
        try:
            address = ip_address(peer)
        except ValueError:
            return False
        mapped = getattr(address, "ipv4_mapped", None)
        return any((mapped or address) in network for network in self._proxies)

    def _visitor(self, kind: str, name: str, role: Role, *, named: bool = True) -> Visitor:
        return Visitor(self._cookies.digest(kind, name), name if named else "", role)
