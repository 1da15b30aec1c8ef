"""Recognise the owner of the store."""

from hmac import compare_digest


def is_owner(authorization: str, token: str) -> bool:
    """Return whether the header holds the token in the store's folder. Without a token nobody is the owner."""
    presented = authorization.removeprefix("Bearer ")
    return bool(token) and compare_digest(presented.encode(), token.encode())
