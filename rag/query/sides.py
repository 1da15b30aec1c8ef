"""The two things that a question sets against each other. Pure."""

import re

from rag.query.question_type import without_courtesy

_AUX = r"(?:did|was|were|is|are|has|have|had|does|do)"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^compare (?P<one>.+?) (?:and|with|to|against) (?P<other>.+)$",
        r"\bdifferences? between (?P<one>.+?) and (?P<other>.+)$",
        r"^(?:what|which|who)\b.*?[,:] (?P<one>.+?),? or (?P<other>.+)$",
        r"^(?:what|which|who) (?:\w+ ){0,3}?(?:first|earlier|later|last) ?[,:]? (?P<one>.+?),? or (?P<other>.+)$",
        rf"^{_AUX} (?P<one>.+?) (?:come|happen|occur|take place|begin|start|published|reported|held) "
        r"(?:before or after|before|after) (?P<other>.+)$",
        rf"^(?:{_AUX} )?(?P<one>.+?) or (?P<other>.+?)"
        r"(?: (?:come|came|happen(?:ed)?|occur(?:red)?|take place|begin|start))? (?:first|earlier|later)$",
        r"^(?P<one>.+?) (?:versus|vs\.?) (?P<other>.+)$",
    )
)


def compared_sides(question: str) -> tuple[str, str] | None:
    """The two sides of `question` ("Which came first, the recount or the flood?"), where it has two."""
    text = without_courtesy(question).rstrip(" ?!.")
    found = next((match for pattern in _PATTERNS if (match := pattern.search(text))), None)
    return (found["one"].strip(" ,"), found["other"].strip(" ,")) if found else None


def asks_whether(question: str) -> str:
    """ "before" or "after" where the question asks whether one was that to the other; "" where it asks which."""
    found = re.match(rf"^{_AUX} .+? (before|after) ", without_courtesy(question), re.IGNORECASE)
    return found[1].lower() if found and "before or after" not in question.lower() else ""


def asks_for_later(question: str) -> bool:
    """Whether the later of the two is asked for."""
    return bool(re.search(r"\b(?:later|last)\b", question, re.IGNORECASE))
