"""Sign-in page at /login and sign-out page at /logout, without scripts, for stores with accounts."""

from html import escape
from math import ceil
from time import time

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Request
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.responses import HTMLResponse, RedirectResponse, Response

from ui.auth.accounts import Account, Accounts
from ui.auth.cookies import Cookies
from ui.auth.middleware import LOGIN, LOGOUT
from ui.limits.middleware import address_of
from ui.messages.language import words_of
from ui.messages.messages import NAME, Messages

FAILURES = "10/15minutes"
"""Failed attempts allowed per address."""
AT_ONCE = 2
"""Concurrent password checks: each keeps a core busy."""


def login_pages(accounts: Accounts, cookies: Cookies) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)
    attempts = Attempts(accounts)

    @router.get(LOGIN)
    def form(request: Request) -> HTMLResponse:
        """Send the sign-in form."""
        return _form_page(words_of(request), request.query_params.get("next", ""))

    @router.post(LOGIN)
    async def enter(request: Request) -> Response:
        """Check the password, start a session, and redirect to the page that the visitor wanted."""
        words = words_of(request)
        async with request.form(max_fields=5, max_files=0) as sent:
            name, password, wanted = (str(sent.get(field, "")) for field in ("name", "password", "next"))
        try:
            account = await attempts.account(address_of(request.scope), name, password)
        except TooOftenError as error:
            problem = words.entry.too_often(ceil(error.after_s / 60))
            return _form_page(words, wanted, problem, 429, {"Retry-After": str(error.after_s)})
        if account is None:
            return _form_page(words, wanted, words.entry.wrong, 401)
        response = RedirectResponse(own_path(wanted), 303)
        response.headers["Set-Cookie"] = cookies.of_session(request.scope, account.name, account.stamp)
        return response

    @router.get(LOGOUT)
    def leaving(request: Request) -> HTMLResponse:
        """Ask for confirmation, so that a link on another page cannot sign anyone out."""
        entry = words_of(request).entry
        button = f'<form method="post" action=".{LOGOUT}"><button>{entry.leave}</button></form>'
        return HTMLResponse(
            _page(words_of(request), entry.leave_title, f'{button}<p><a href="./">{entry.stay}</a></p>')
        )

    @router.post(LOGOUT)
    def leave(request: Request) -> Response:
        """End the session in this browser."""
        response = RedirectResponse(LOGIN, 303)
        response.headers["Set-Cookie"] = cookies.of_no_session(request.scope)
        return response

    return router


class TooOftenError(Exception):
    """An address has failed too often; it may try again after `after_s` seconds."""

    def __init__(self, after_s: int) -> None:
        super().__init__(after_s)
        self.after_s = after_s


class Attempts:
    """Check passwords and limit the failed attempts of each address."""

    def __init__(self, accounts: Accounts, failures: str = FAILURES) -> None:
        self._accounts = accounts
        self._limit: RateLimitItem = parse(failures)
        self._failures = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._checks = CapacityLimiter(AT_ONCE)

    async def account(self, address: str, name: str, password: str) -> Account | None:
        """Return the account with this name and password, or None.

        Raises:
            TooOftenError: The address has used up its attempts; the password is not checked.
        """
        async with self._checks:
            if not self._failures.test(self._limit, address):
                reset = self._failures.get_window_stats(self._limit, address).reset_time
                raise TooOftenError(max(1, ceil(reset - time())))
            account = await to_thread.run_sync(self._accounts.verified, name, password)
            if account is None:
                self._failures.hit(self._limit, address)
            return account


def own_path(wanted: str) -> str:
    """Return `wanted` if it is a path of this server, else "/"."""
    safe = wanted.startswith("/") and not wanted.startswith(("//", "/\\", LOGIN, LOGOUT)) and wanted.isprintable()
    return wanted if safe else "/"


def _form_page(
    words: Messages, wanted: str, problem: str = "", status: int = 200, headers: dict[str, str] | None = None
) -> HTMLResponse:
    entry = words.entry
    alert = f'<p class="problem" role="alert">{problem}</p>' if problem else ""
    form = (
        f'{alert}<form method="post" action=".{LOGIN}">'
        f"<label>{entry.name}"
        '<input name="name" autocomplete="username" autocapitalize="none" required autofocus></label>'
        f"<label>{entry.password}"
        '<input name="password" type="password" autocomplete="current-password" required></label>'
        f'<input type="hidden" name="next" value="{escape(wanted)}"><button>{entry.enter}</button></form>'
    )
    return HTMLResponse(_page(words, entry.title, form), status, headers)


def _page(words: Messages, title: str, content: str) -> str:
    return (
        f'<!doctype html><html lang="{words.language}" dir="{words.direction}"><head><meta charset="utf-8">'
        f'<title>{title} | {NAME}</title><meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex"><link rel="icon" href="static/favicon.svg">'
        '<link rel="stylesheet" href="static/login.css"></head>'
        f"<body><main><p>{NAME}</p><h1>{title}</h1>{content}</main></body></html>"
    )
