"""API keys: how a program's key is made, sent and recognised. The key's hash is kept in its account (`accounts.py`)."""

from hashlib import sha256
from hmac import compare_digest
from secrets import token_urlsafe

KEY_PREFIX = "citewell-"
"""Prefix of every key, so that leaked keys can be found and recognised."""


def make_key() -> str:
    """Return a new key, of 256 random bits."""
    return KEY_PREFIX + token_urlsafe(32)


def key_hash(key: str) -> str:
    """Return the SHA-256 of a key, in hex. A key has too many bits to be guessed, so a fast hash is enough."""
    return sha256(key.encode(errors="replace")).hexdigest()


def matches_hash(key: str, hash: str) -> bool:
    """Return whether `hash` is this key's, in constant time; an empty hash is nobody's."""
    return bool(hash) and compare_digest(hash, key_hash(key))


def bearer_key(authorization: str) -> str:
    """Return the key of an `Authorization: Bearer KEY` header; "" for any other header."""
    scheme, _, key = authorization.partition(" ")
    return key.strip() if scheme.lower() == "bearer" else ""
