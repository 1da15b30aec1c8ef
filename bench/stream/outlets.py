"""The outlets: three agencies, and papers and stations that write their own or reprint."""

import random
from dataclasses import dataclass

_AGENCIES = ("Meridian News Agency", "Northway Press Service", "Atlas Wire")
_PLACES = (
    "Harbour",
    "Hillside",
    "Capital",
    "Lakeland",
    "Border",
    "Eastern",
    "Southern",
    "Island",
    "Valley",
    "Continental",
)
_KINDS = ("Courier", "Post", "Chronicle", "Radio")
_CLOSED = frozenset(("Border Radio", "Hillside Radio", "Valley Radio"))
_SYLLABLES = (
    "al",
    "ben",
    "cor",
    "dal",
    "fen",
    "gar",
    "hol",
    "kel",
    "lan",
    "mor",
    "nor",
    "pel",
    "ros",
    "sel",
    "tor",
    "wex",
)
_FIRST = (
    "Ada",
    "Boris",
    "Clara",
    "Dmytro",
    "Elif",
    "Farid",
    "Greta",
    "Hanna",
    "Ivo",
    "Jana",
    "Karel",
    "Lena",
    "Mirko",
    "Nadia",
    "Oleh",
    "Petra",
)


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher. `old_spellings`: it uses former spellings of some cities."""

    name: str
    agency: bool
    old_spellings: bool

    @property
    def address(self) -> str:
        """URL of its site, which does not exist."""
        return f"https://{self.name.lower().replace(' ', '-')}.example"


def outlets() -> tuple[Outlet, ...]:
    """Return all forty outlets, agencies first."""
    papers = [name for place in _PLACES for kind in _KINDS if (name := f"{place} {kind}") not in _CLOSED]
    named = [*((name, True) for name in _AGENCIES), *((name, False) for name in papers)]
    return tuple(Outlet(name, agency, number % 5 == 4) for number, (name, agency) in enumerate(named))


def person(rng: random.Random) -> str:
    """Invent a person's name."""
    return f"{rng.choice(_FIRST)} {town(rng)}"


def town(rng: random.Random) -> str:
    """Invent the name of a town or a family."""
    return "".join(rng.choices(_SYLLABLES, k=rng.randint(2, 3))).capitalize()
