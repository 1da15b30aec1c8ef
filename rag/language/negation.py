"""Denials ("not", "without"), limits ("only"), and the words that they are about. Pure."""

from collections.abc import Iterator
from functools import lru_cache

from rag.language.keywords import content_stems
from rag.language.patterns import Match, load_patterns

_PATTERNS = load_patterns("negation")
_DENIAL, _DENIAL_OR_LIMIT = _PATTERNS["denial"], _PATTERNS["denial_or_limit"]
_NO_DENIAL = _PATTERNS["no_denial"]
_LOSS = _PATTERNS["loss"]
_CLAUSE_ENDS = _PATTERNS["clause_ends"]
SCOPE, WIDE_SCOPE = 3, 6
"""Content words behind a denial that it is about: in a claim, and in the sentences that may say the same."""


def denies(text: str) -> bool:
    """Return whether the text denies something."""
    return any(_denials(text))


def tells_of_loss(text: str) -> bool:
    """Return whether the text says that something is lost or over: "lost power" for "without power"."""
    return bool(_LOSS.search(text))


def denied_scopes(text: str) -> list[frozenset[str]]:
    """Return, for each denial, the stems of the words that it is about; a figure alone ("15, not 12") is none."""
    scopes = (_scope(text, denial, SCOPE) for denial in _denials(text))
    return [content_stems(" ".join(scope)) for scope in scopes if not all(map(_is_number, scope))]


@lru_cache(maxsize=8192)
def limited_scopes(text: str, words: int) -> tuple[frozenset[str], ...]:
    """Return, for each denial or limit, the stems of the `words` content words that it is about."""
    matches = (match for match in _DENIAL_OR_LIMIT.finditer(text) if _is_denial(text, match))
    scopes = (_scope(text, match, words) for match in matches)
    return tuple(content_stems(" ".join(scope)) for scope in scopes if scope)


def _denials(text: str) -> Iterator[Match]:
    return (match for match in _DENIAL.finditer(text) if _is_denial(text, match))


def _is_denial(text: str, match: Match) -> bool:
    return not _NO_DENIAL.match(text[match.start() :])


def _scope(text: str, denial: Match, words: int) -> list[str]:
    """Return the first content words behind a denial, in its clause."""
    clause = _CLAUSE_ENDS.split(text[denial.end() :])[0].split()
    return [word for word in clause if content_stems(word)][:words]


def _is_number(word: str) -> bool:
    return word.strip("$€£%").isdecimal()
