"""The names of a question that other texts may have in other spellings. Pure."""

import re
from dataclasses import dataclass
from datetime import date

from index.aliases.names import Mention, Names

_WHO_IS = re.compile(r"^\W*(?:who|whom)(?:['’]s|\s+(?:is|are|was|were|became|becomes))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class KnownNames:
    """A known name of a question."""

    names: Names
    mention: Mention

    def stands_in(self, text: str, day: date | None) -> bool:
        """Whether a text that was published on `day` has it, in whatever spelling."""
        return self.names.stands_in(self.mention, text, day)


def known_names_in(question: str, names: Names) -> list[KnownNames]:
    """The known names of a question; where it asks who has a role, the role stands for nobody yet."""
    found = (KnownNames(names, mention) for mention in names.mentions(question))
    return [one for one in found if not (asks_who(question) and names.is_role(one.mention))]


def asks_who(question: str) -> bool:
    """Whether a question asks who somebody is: a role in it is then what is asked for."""
    return bool(_WHO_IS.match(question))
