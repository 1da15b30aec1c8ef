"""The two cookies: a browser's random id, and the session of an account. Both are signed and hold nothing else."""

import hmac
import os
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from secrets import token_bytes, token_urlsafe
from time import time
from typing import Any

from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.requests import HTTPConnection
from starlette.types import Scope

from index.errors import StoreError

KEY_FILE = "visitors.key"
KEY_BYTES = 32
BROWSER_S = 365 * 86_400
RENEWED_S = 30 * 86_400
"""Age, in seconds, at which a returning browser's cookie is renewed for another year."""
SESSION_S = 30 * 86_400


@dataclass(frozen=True, slots=True)
class BrowserCookie:
    """The browser behind a request, and whether to set or renew its cookie."""

    id: str
    cookie_due: bool


class Cookies:
    """Make and read the cookies. Whoever has the signing key can impersonate anybody."""

    def __init__(self, key: bytes, root_path: str = "") -> None:
        """`root_path` is the path below which a proxy serves us, as "/ask": cookies apply only below it."""
        self._key = key
        self._path = f"{root_path}/"
        self._browsers = _serializer(key, "browser")
        self._sessions = _serializer(key, "session")
        # Browsers ignore the port of a cookie: two servers on one machine must not overwrite each other's cookies.
        self._tag = self.digest("cookie", "")[:8]

    def digest(self, kind: str, name: str) -> str:
        """Return a stable id for a visitor. Nobody can derive the name from it without our key."""
        return hmac.new(self._key, f"{kind}:{name}".encode(), sha256).hexdigest()[:32]

    def browser(self, scope: Scope) -> BrowserCookie:
        """Return the browser that sent the request, or a new one."""
        cookie = self._read(self._browsers, self._cookie(scope, "visitor"), BROWSER_S)
        if cookie is None:
            return BrowserCookie(token_urlsafe(18), cookie_due=True)
        id, age_s = cookie
        return BrowserCookie(str(id), cookie_due=age_s > RENEWED_S)

    def session(self, scope: Scope) -> tuple[str, str]:
        """Return (account, stamp) of the request's session; ("", "") if it has no valid one."""
        cookie = self._read(self._sessions, self._cookie(scope, "session"), SESSION_S)
        if cookie is None:
            return "", ""
        name, stamp = cookie[0]
        return name, stamp

    def of_browser(self, scope: Scope, id: str) -> str:
        """Return the Set-Cookie value that gives a browser its id."""
        return self._header(scope, "visitor", self._browsers.dumps(id), BROWSER_S)

    def of_session(self, scope: Scope, name: str, stamp: str) -> str:
        """Return the Set-Cookie value that begins a session of an account, valid for its current password."""
        return self._header(scope, "session", self._sessions.dumps([name, stamp]), SESSION_S)

    def of_no_session(self, scope: Scope) -> str:
        """Return the Set-Cookie value that ends the session in the browser."""
        return self._header(scope, "session", "", 0)

    def _cookie(self, scope: Scope, kind: str) -> str:
        return HTTPConnection(scope).cookies.get(self._name(scope, kind), "")

    def _name(self, scope: Scope, kind: str) -> str:
        """Return the cookie's name.

        Over https its prefix makes browsers reject cookies that other hosts of the domain set (`__Host-`). That prefix
        is for cookies of a whole host; below a path, `__Secure-` only rejects cookies not set over https.
        """
        prefix = "" if scope["scheme"] != "https" else "__Host-" if self._path == "/" else "__Secure-"
        return f"{prefix}citewell_{kind}_{self._tag}"

    def _header(self, scope: Scope, kind: str, value: str, seconds: int) -> str:
        secure = "; Secure" if scope["scheme"] == "https" else ""
        name = self._name(scope, kind)
        return f"{name}={value}; Path={self._path}; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"

    @staticmethod
    def _read(serializer: URLSafeTimedSerializer, value: str, most_s: int) -> tuple[Any, float] | None:
        """Return the signed content and its age in seconds; None if we did not sign it, or too long ago."""
        try:
            content, signed = serializer.loads(value, max_age=most_s, return_timestamp=True)
        except BadData:
            return None
        return content, time() - signed.timestamp()


def _serializer(key: bytes, kind: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(key, salt=kind, signer_kwargs={"key_derivation": "hmac", "digest_method": sha256})


def signing_key(folder: Path) -> bytes:
    """Return the signing key of the store in `folder`. The first use makes it, readable by this user only.

    Raises:
        StoreError: The file cannot be read or written, or holds no valid key.
    """
    path = folder / KEY_FILE
    try:
        with suppress(FileExistsError):
            if not path.exists():
                _write_new(path, token_bytes(KEY_BYTES).hex())
        key = bytes.fromhex(path.read_text(encoding="ascii"))
    except OSError as error:
        raise StoreError(f"{path} cannot be used ({error.strerror}); make it readable and writable for you") from error
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise StoreError(
            f"{path} holds no valid key; delete it, and Citewell makes a new one (everybody is then a new visitor)"
        )
    return key


def _write_new(path: Path, text: str) -> None:
    """Write the file atomically and never over an existing one: write a draft, then link it to the final name."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(text)
        os.link(draft, path)
    finally:
        draft.unlink()
