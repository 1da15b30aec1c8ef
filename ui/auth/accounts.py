"""The accounts of a store, in a file of its folder. Passwords are kept as what scrypt makes of them, keys as their
SHA-256: nobody guesses one of those, however fast each guess is.
"""

import re
from dataclasses import dataclass, replace
from hashlib import scrypt, sha256
from hmac import compare_digest
from pathlib import Path
from secrets import token_bytes, token_urlsafe
from unicodedata import normalize

from index.errors import NotFoundError, UsageError
from ui.auth.authorization import Role
from ui.auth.records import Records

FILE = "accounts.json"
LEAST_PASSWORD, MOST_PASSWORD = 10, 1000
_NAME = re.compile(r"[\w.@+-]{1,64}")
KEY_PREFIX = "citewell-"
"""Begins every key, so that one that lies where it should not is found and known."""
_NOBODYS_SALT = "00" * 16


@dataclass(frozen=True, slots=True)
class Account:
    """A name, its role, and its password's salt and hash (hex). `stamp` is new with each password: sessions that show
    another are over. `key` is the hash of the key that programs show, "" where there is none."""

    name: str
    role: Role
    salt: str
    hash: str
    stamp: str
    key: str = ""


class Accounts:
    """The accounts of the store in `folder`. Safe to use from many threads and processes at once."""

    def __init__(self, folder: Path) -> None:
        self._records = Records(folder / FILE, lambda one: Account(**one), lambda account: account.name)

    def all(self) -> list[Account]:
        """Every account, by name."""
        return sorted(self._records.known().values(), key=lambda one: one.name)

    def get(self, name: str) -> Account | None:
        """The account of this name, however it is written (names know no capital letters)."""
        return self._records.known().get(_folded(name))

    def of_key(self, key: str) -> Account | None:
        """The account whose key this is."""
        made = _digest(key)
        return next((one for one in self._records.known().values() if one.key and compare_digest(one.key, made)), None)

    def verified(self, name: str, password: str) -> Account | None:
        """The account whose name and password these are. Takes a third of a second, whether there is one or not: time
        tells nobody which names there are."""
        account = self.get(name)
        made = _hashed(password, account.salt if account else _NOBODYS_SALT)
        right = compare_digest(made, account.hash if account else "") and len(password) <= MOST_PASSWORD
        return account if right else None

    def add(self, name: str, role: Role, password: str) -> Account:
        """A new account. Raises UsageError: there is one of this name, or the name or password will not do."""
        folded = _folded(name)
        if not _NAME.fullmatch(folded):
            raise UsageError(f"{name!r} is no name for an account; use up to 64 letters, digits and . @ + - _")
        account = _with_password(Account(folded, role, "", "", ""), password)
        with self._records.changing() as accounts:
            if folded in accounts:
                raise UsageError(
                    f"there is an account {folded!r}; choose another name, or `citewell accounts password`"
                )
            accounts[folded] = account
        return account

    def change(self, name: str, password: str) -> None:
        """Another password, which ends all sessions of the account. Raises NotFoundError, UsageError."""
        account = _with_password(self._existing(name), password)
        with self._records.changing() as accounts:
            accounts[account.name] = account

    def give_key(self, name: str) -> str:
        """A new key for programs, instead of the one that the account had; only its hash is kept.

        Raises:
            NotFoundError: there is no such account.
        """
        key = KEY_PREFIX + token_urlsafe(32)
        self._keep_key(name, _digest(key))
        return key

    def revoke_key(self, name: str) -> None:
        """Take its key away. Raises NotFoundError, also where it has none."""
        if not self._existing(name).key:
            raise NotFoundError(f"{name!r} has no key; `citewell accounts list` says who has one")
        self._keep_key(name, "")

    def _keep_key(self, name: str, key: str) -> None:
        account = self._existing(name)
        with self._records.changing() as accounts:
            accounts[account.name] = replace(accounts.get(account.name, account), key=key)

    def remove(self, name: str) -> None:
        """Remove an account, and end its sessions. Raises NotFoundError."""
        account = self._existing(name)
        with self._records.changing() as accounts:
            accounts.pop(account.name, None)

    def _existing(self, name: str) -> Account:
        if account := self.get(name):
            return account
        raise NotFoundError(f"there is no account {name!r}; `citewell accounts list` lists what there is")


def _with_password(account: Account, password: str) -> Account:
    if not LEAST_PASSWORD <= len(password) <= MOST_PASSWORD:
        raise UsageError(f"a password has {LEAST_PASSWORD} to {MOST_PASSWORD} characters; choose another")
    salt = token_bytes(16).hex()
    return replace(account, salt=salt, hash=_hashed(password, salt), stamp=token_urlsafe(12))


def _hashed(password: str, salt: str) -> str:
    """32 MiB and three rounds, as OWASP advises."""
    known = normalize("NFKC", password[:MOST_PASSWORD]).encode(errors="replace")
    return scrypt(known, salt=bytes.fromhex(salt), n=2**15, r=8, p=3, maxmem=2**26, dklen=32).hex()


def _digest(key: str) -> str:
    return sha256(key.encode(errors="replace")).hexdigest()


def _folded(name: str) -> str:
    return normalize("NFKC", name).casefold()
