"""The installed packages that Citewell stands on, against what it requires of them."""

from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution, version

from packaging.requirements import Requirement

DISTRIBUTION = "citewell"


def installed() -> dict[str, str]:
    """Package -> version, of Citewell and what it requires; "" where a package is not there."""
    names = (requirement.name for requirement in required(distribution(DISTRIBUTION)))
    return {name: _version(name) for name in (DISTRIBUTION, *names)}


def own_version() -> str:
    """The version of Citewell; "" where it is not installed as a package."""
    return _version(DISTRIBUTION)


def required(of: Distribution) -> Iterator[Requirement]:
    """What a distribution needs to run here: neither its extras, nor what other systems need."""
    for line in of.requires or ():
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield requirement


def unmet(of: Distribution | None = None) -> Iterator[str]:
    """What is wrong with the installed packages, in words."""
    for requirement in required(of or distribution(DISTRIBUTION)):
        found = _version(requirement.name)
        if not requirement.specifier.contains(found or "0", prereleases=True):
            yield f"{requirement.name} {found or 'is not there'}, where {requirement.specifier} is required"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
