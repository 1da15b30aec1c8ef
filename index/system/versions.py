"""Compares the versions of installed packages with what Citewell requires."""

from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution, version

from packaging.requirements import Requirement

DISTRIBUTION = "citewell"


def installed() -> dict[str, str]:
    """Return {package: version} of Citewell and its requirements; "" for a missing package."""
    names = (requirement.name for requirement in required(distribution(DISTRIBUTION)))
    return {name: _version(name) for name in (DISTRIBUTION, *names)}


def own_version() -> str:
    """Return the version of Citewell; "" if it is not installed as a package."""
    return _version(DISTRIBUTION)


def required(of: Distribution) -> Iterator[Requirement]:
    """Yield the requirements of a distribution on this system, without extras."""
    for line in of.requires or ():
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield requirement


def unmet(of: Distribution | None = None) -> Iterator[str]:
    """Yield what is wrong with the installed packages, in words."""
    for requirement in required(of or distribution(DISTRIBUTION)):
        present = _version(requirement.name)
        if not requirement.specifier.contains(present or "0", prereleases=True):
            yield f"{requirement.name} {present or 'is missing'}, but {requirement.specifier} is required"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
