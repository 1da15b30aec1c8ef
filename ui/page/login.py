"""Signing in at /login, and out at /logout: plain pages of our own, without scripts, for a store with accounts."""

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
"""How often an address may get it wrong."""
AT_ONCE = 2
"""Passwords that are looked at at once: each takes a core for a while."""


def login_pages(accounts: Accounts, cookies: Cookies) -> APIRouter:
    """The routes."""
    router = APIRouter(include_in_schema=False)
    attempts = Attempts(accounts)

    @router.get(LOGIN)
    def form(request: Request) -> HTMLResponse:
        """Where a name and a password are asked for."""
        return _form_page(words_of(request), request.query_params.get("next", ""))

    @router.post(LOGIN)
    async def enter(request: Request) -> Response:
        """Begin a session, and go where the visitor was going."""
        words = words_of(request)
        async with request.form(max_fields=5, max_files=0) as sent:
            name, password, wanted = (str(sent.get(field, "")) for field in ("name", "password", "next"))
        try:
            account = await attempts.account(address_of(request.scope), name, password)
        except TooOftenError as error:
            said = words.entry.too_often(ceil(error.after_s / 60))
            return _form_page(words, wanted, said, 429, {"Retry-After": str(error.after_s)})
        if account is None:
            return _form_page(words, wanted, words.entry.wrong, 401)
        begun = RedirectResponse(own_path(wanted), 303)
        begun.headers["Set-Cookie"] = cookies.of_session(request.scope, account.name, account.stamp)
        return begun

    @router.get(LOGOUT)
    def leaving(request: Request) -> HTMLResponse:
        """Whether to sign out: a link alone, which any page may have, signs nobody out."""
        entry = words_of(request).entry
        button = f'<form method="post" action=".{LOGOUT}"><button>{entry.leave}</button></form>'
        return HTMLResponse(
            _page(words_of(request), entry.leave_title, f'{button}<p><a href="./">{entry.stay}</a></p>')
        )

    @router.post(LOGOUT)
    def leave(request: Request) -> Response:
        """End the session in this browser."""
        ended = RedirectResponse(LOGIN, 303)
        ended.headers["Set-Cookie"] = cookies.of_no_session(request.scope)
        return ended

    return router


class TooOftenError(Exception):
    """An address has got it wrong too often; it may try again in so many seconds."""

    def __init__(self, after_s: int) -> None:
        super().__init__(after_s)
        self.after_s = after_s


class Attempts:
    """Who signs in, as often as an address may get it wrong."""

    def __init__(self, accounts: Accounts, failures: str = FAILURES) -> None:
        self._accounts = accounts
        self._most: RateLimitItem = parse(failures)
        self._failed = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._places = CapacityLimiter(AT_ONCE)

    async def account(self, address: str, name: str, password: str) -> Account | None:
        """The account; None for a name and password of none. Raises TooOftenError before anything is looked at."""
        async with self._places:
            if not self._failed.test(self._most, address):
                free = self._failed.get_window_stats(self._most, address).reset_time
                raise TooOftenError(max(1, ceil(free - time())))
            account = await to_thread.run_sync(self._accounts.verified, name, password)
            if account is None:
                self._failed.hit(self._most, address)
            return account


def own_path(wanted: str) -> str:
    """Where to go after signing in: the path that was wanted, where it is one of ours, else the page."""
    plain = wanted.startswith("/") and not wanted.startswith(("//", "/\\", LOGIN, LOGOUT)) and wanted.isprintable()
    return wanted if plain else "/"


def _form_page(
    words: Messages, wanted: str, problem: str = "", status: int = 200, headers: dict[str, str] | None = None
) -> HTMLResponse:
    entry = words.entry
    said = f'<p class="problem" role="alert">{problem}</p>' if problem else ""
    form = (
        f'{said}<form method="post" action=".{LOGIN}">'
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
