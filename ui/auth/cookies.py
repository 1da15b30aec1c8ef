"""The two cookies: a browser's random id, and the session of an account. Both are signed, and say nothing else."""

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
"""After how long a browser that comes again is given another year."""
SESSION_S = 30 * 86_400


@dataclass(frozen=True, slots=True)
class BrowserCookie:
    """The browser behind a request, and whether its cookie is to be sent (again)."""

    id: str
    cookie_due: bool


class Cookies:
    """Makes and reads them. Their key signs; whoever has it can be anybody."""

    def __init__(self, key: bytes, root_path: str = "") -> None:
        """`root_path` is where a proxy serves us, as "/ask": cookies are for what lies below it alone."""
        self._key = key
        self._path = f"{root_path}/"
        self._browsers = _serializer(key, "browser")
        self._sessions = _serializer(key, "session")
        # Browsers send the cookies of one port of a machine to all others: two servers must not overwrite each other's.
        self._tag = self.digest("cookie", "")[:8]

    def digest(self, kind: str, name: str) -> str:
        """A stable key for somebody's own things, from which nobody without our key can tell the name."""
        return hmac.new(self._key, f"{kind}:{name}".encode(), sha256).hexdigest()[:32]

    def browser(self, scope: Scope) -> BrowserCookie:
        """The browser that asks, or a new one."""
        found = self._read(self._browsers, self._given(scope, "visitor"), BROWSER_S)
        if found is None:
            return BrowserCookie(token_urlsafe(18), cookie_due=True)
        id, age_s = found
        return BrowserCookie(str(id), cookie_due=age_s > RENEWED_S)

    def session(self, scope: Scope) -> tuple[str, str]:
        """(account, stamp) of the session that the request shows; ("", "") where it shows none that holds."""
        found = self._read(self._sessions, self._given(scope, "session"), SESSION_S)
        if found is None:
            return "", ""
        name, stamp = found[0]
        return name, stamp

    def of_browser(self, scope: Scope, id: str) -> str:
        """The header that gives a browser its id."""
        return self._header(scope, "visitor", self._browsers.dumps(id), BROWSER_S)

    def of_session(self, scope: Scope, name: str, stamp: str) -> str:
        """The header that begins the session of an account, as its password now is."""
        return self._header(scope, "session", self._sessions.dumps([name, stamp]), SESSION_S)

    def of_no_session(self, scope: Scope) -> str:
        """The header that ends a session in the browser."""
        return self._header(scope, "session", "", 0)

    def _given(self, scope: Scope, kind: str) -> str:
        return HTTPConnection(scope).cookies.get(self._name(scope, kind), "")

    def _name(self, scope: Scope, kind: str) -> str:
        """Over https the name itself has browsers refuse what other hosts of the same domain would set. Below a path
        it can only have them refuse what was not set over https: `__Host-` is for cookies of a whole host."""
        prefix = "" if scope["scheme"] != "https" else "__Host-" if self._path == "/" else "__Secure-"
        return f"{prefix}citewell_{kind}_{self._tag}"

    def _header(self, scope: Scope, kind: str, value: str, seconds: int) -> str:
        secure = "; Secure" if scope["scheme"] == "https" else ""
        name = self._name(scope, kind)
        return f"{name}={value}; Path={self._path}; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"

    @staticmethod
    def _read(serializer: URLSafeTimedSerializer, value: str, most_s: int) -> tuple[Any, float] | None:
        """What was signed, and its age in seconds; None for what we have not signed, or too long ago."""
        try:
            found, signed = serializer.loads(value, max_age=most_s, return_timestamp=True)
        except BadData:
            return None
        return found, time() - signed.timestamp()


def _serializer(key: bytes, kind: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(key, salt=kind, signer_kwargs={"key_derivation": "hmac", "digest_method": sha256})


def signing_key(folder: Path) -> bytes:
    """The key of the store in `folder`, made at its first use, for this user alone to read.

    Raises:
        StoreError: the file cannot be read or written, or holds no key.
    """
    path = folder / KEY_FILE
    try:
        with suppress(FileExistsError):
            if not path.exists():
                _write_new(path, token_bytes(KEY_BYTES).hex())
        key = bytes.fromhex(path.read_text(encoding="ascii"))
    except OSError as error:
        raise StoreError(f"{path} cannot be used ({error.strerror}); it must be this user's own") from error
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise StoreError(f"{path} holds no key; delete it, and a new one is made (everybody is then a new visitor)")
    return key


def _write_new(path: Path, text: str) -> None:
    """Whole or not at all, and never over one that is there: it is written under another name, and then linked."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(text)
        os.link(draft, path)
    finally:
        draft.unlink()
