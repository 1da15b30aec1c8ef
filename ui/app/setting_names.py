"""Names of settings: which are not known, and which known one was probably meant."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches

from index.errors import UsageError

PREFIX = "CITEWELL_"


def unknown_variables(names: Iterable[str], known: Collection[str]) -> list[str]:
    """Return a sentence for each variable that begins with CITEWELL_ and is not a setting.

    Args:
        names: Names of environment variables, in capital or small letters.
        known: Names of all settings, without the prefix, in small letters.
    """
    stray = sorted({name for name in names if name.upper().startswith(PREFIX)})
    return [
        f"{name} is not a setting; {_remedy(name.upper().removeprefix(PREFIX).lower(), known, variable=True)}"
        for name in stray
        if name.upper().removeprefix(PREFIX).lower() not in known
    ]


def check_settings(given: Iterable[str], known: Collection[str]) -> None:
    """Raise UsageError for the first name that is not a setting."""
    for name in given:
        if name not in known:
            raise UsageError(f"{name} is not a setting; {_remedy(name, known, variable=False)}")


def _remedy(name: str, known: Collection[str], *, variable: bool) -> str:
    nearest = get_close_matches(name, sorted(known), n=1)
    if not nearest:
        return "docs/settings.md lists all of them"
    return f"did you mean {PREFIX + nearest[0].upper() if variable else nearest[0]}?"
