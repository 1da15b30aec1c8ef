"""The accounts of a store, saved in a file of its folder.

Passwords are stored as scrypt hashes. Keys are stored as SHA-256 hashes: they are random and too long to guess, so a
slow hash is not needed.
"""

import re
from dataclasses import dataclass, replace
from hashlib import scrypt
from hmac import compare_digest
from pathlib import Path
from secrets import token_bytes, token_urlsafe
from unicodedata import normalize

from index.errors import NotFoundError, UsageError
from ui.auth.api_keys import key_hash, make_key, matches_hash
from ui.auth.authorization import Role
from ui.auth.records import Records

FILE = "accounts.json"
LEAST_PASSWORD, MOST_PASSWORD = 10, 1000
_NAME = re.compile(r"[\w.@+-]{1,64}")
_DUMMY_SALT = "00" * 16
"""Salt for names without an account, so that checking them takes as long."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account.

    Attributes:
        name: Name, case-folded.
        role: Role.
        salt: Salt of the password, in hex.
        hash: Hash of the password, in hex.
        stamp: Random value, new with each password; sessions with another stamp have ended.
        key: Hash of the key for programs; "" for none.
    """

    name: str
    role: Role
    salt: str
    hash: str
    stamp: str
    key: str = ""


class Accounts:
    """The accounts of the store in `folder`. Safe to use from many threads and processes at once."""

    def __init__(self, folder: Path) -> None:
        self._records = Records(folder / FILE, lambda fields: Account(**fields), lambda account: account.name)

    def all(self) -> list[Account]:
        """Return every account, sorted by name."""
        return sorted(self._records.known().values(), key=lambda account: account.name)

    def get(self, name: str) -> Account | None:
        """Return the account of this name, regardless of case; None if there is none."""
        return self._records.known().get(_folded(name))

    def of_key(self, key: str) -> Account | None:
        """Return the account with this key; None if there is none."""
        return next((account for account in self._records.known().values() if matches_hash(key, account.key)), None)

    def verified(self, name: str, password: str) -> Account | None:
        """Return the account with this name and password; None if they do not match.

        It takes a third of a second in any case, so that the time does not reveal which names exist.
        """
        account = self.get(name)
        digest = _hashed(password, account.salt if account else _DUMMY_SALT)
        matches = compare_digest(digest, account.hash if account else "") and len(password) <= MOST_PASSWORD
        return account if matches else None

    def add(self, name: str, role: Role, password: str) -> Account:
        """Add an account.

        Raises:
            UsageError: The name is taken, or the name or password is not valid.
        """
        folded = _folded(name)
        if not _NAME.fullmatch(folded):
            raise UsageError(f"{name!r} is not a valid account name; use up to 64 letters, digits and . @ + - _")
        account = _with_password(Account(folded, role, "", "", ""), password)
        with self._records.changing() as accounts:
            if folded in accounts:
                raise UsageError(
                    f"the account {folded!r} already exists; choose another name, or run `citewell accounts password`"
                )
            accounts[folded] = account
        return account

    def change(self, name: str, password: str) -> None:
        """Change the password, which ends all sessions of the account.

        Raises:
            NotFoundError: There is no such account.
            UsageError: The password is too short or too long.
        """
        account = _with_password(self._existing(name), password)
        with self._records.changing() as accounts:
            accounts[account.name] = account

    def give_key(self, name: str) -> str:
        """Make a new key for programs, which replaces the account's old key. Only its hash is saved.

        Raises:
            NotFoundError: There is no such account.
        """
        key = make_key()
        self._keep_key(name, key_hash(key))
        return key

    def revoke_key(self, name: str) -> None:
        """Revoke the account's key. Raise NotFoundError if there is no account, or it has no key."""
        if not self._existing(name).key:
            raise NotFoundError(f"{name!r} has no key; `citewell accounts list` shows who has one")
        self._keep_key(name, "")

    def _keep_key(self, name: str, key: str) -> None:
        account = self._existing(name)
        with self._records.changing() as accounts:
            accounts[account.name] = replace(accounts.get(account.name, account), key=key)

    def remove(self, name: str) -> None:
        """Remove an account, and end its sessions. Raise NotFoundError if there is no such account."""
        account = self._existing(name)
        with self._records.changing() as accounts:
            accounts.pop(account.name, None)

    def _existing(self, name: str) -> Account:
        if account := self.get(name):
            return account
        raise NotFoundError(f"there is no account {name!r}; `citewell accounts list` lists all accounts")


def _with_password(account: Account, password: str) -> Account:
    if not LEAST_PASSWORD <= len(password) <= MOST_PASSWORD:
        raise UsageError(f"a password needs {LEAST_PASSWORD} to {MOST_PASSWORD} characters; choose another")
    salt = token_bytes(16).hex()
    return replace(account, salt=salt, hash=_hashed(password, salt), stamp=token_urlsafe(12))


def _hashed(password: str, salt: str) -> str:
    """Hash a password with scrypt: 32 MiB and three rounds, as OWASP recommends."""
    normalized = normalize("NFKC", password[:MOST_PASSWORD]).encode(errors="replace")
    return scrypt(normalized, salt=bytes.fromhex(salt), n=2**15, r=8, p=3, maxmem=2**26, dklen=32).hex()


def _folded(name: str) -> str:
    return normalize("NFKC", name).casefold()
