"""What a text says that a person is, beside the name: a title before it, a role behind it. Pure."""

import re

from index.text.analyzer import stems
from rag.language.entities import ROLES, TITLES, names_in

_ROLE = re.compile(rf"\b(?:{ROLES})\b")
_REMARK = re.compile(rf"^, (?P<role>(?:the|an?) [^,.;“”]{{0,60}}?\b(?:{ROLES})\b[^,.;“”]{{0,60}}?)(?=[,.;])")
_TITLE = re.compile(rf"\b(?:{'|'.join(title.capitalize() for title in sorted(TITLES))})\.? $")


def with_introduction(name: str, sentence: str, question: str) -> str:
    """Return a person's name with the title before it or the role behind it, unless the question has it already."""
    at = sentence.find(name)
    if at < 0 or [mention.text for mention in names_in(name)] != [name]:
        return name
    asked = frozenset(stems(question))
    if remark := _REMARK.match(sentence[at + len(name) :]):
        return f"{name}, {remark['role']}" if asked.isdisjoint(_role_stems(remark["role"])) else name
    title = _TITLE.search(sentence[:at])
    return f"{title[0]}{name}" if title and asked.isdisjoint(stems(title[0])) else name


def _role_stems(role: str) -> frozenset[str]:
    return frozenset(stem for word in _ROLE.findall(role) for stem in stems(word))
