"""Whether a request is the owner's own."""

from hmac import compare_digest


def is_owner(authorization: str, token: str) -> bool:
    """Whether the header shows the token that lies in the store's folder; without a token nobody is the owner."""
    shown = authorization.removeprefix("Bearer ")
    return bool(token) and compare_digest(shown.encode(), token.encode())
