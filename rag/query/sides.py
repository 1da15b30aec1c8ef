"""The two things that a question sets against each other. Pure."""

from rag.language.patterns import load_patterns
from rag.query.question_type import without_courtesy

_PATTERNS = load_patterns("sides")


def compared_sides(question: str) -> tuple[str, str] | None:
    """Return the two sides of a question ("Which came first, the recount or the flood?"), or None."""
    text = without_courtesy(question).rstrip(" ?!.")
    match = next((match for _, pattern in _PATTERNS.rules if (match := pattern.search(text))), None)
    return (match["one"].strip(" ,"), match["other"].strip(" ,")) if match else None


def asks_whether(question: str) -> str:
    """Return "before" or "after" if the question asks whether one side was that to the other; "" if it asks which."""
    match = _PATTERNS["whether"].match(without_courtesy(question))
    return match[1].lower() if match and not _PATTERNS["undecided"].search(question) else ""


def asks_for_later(question: str) -> bool:
    """Return whether the question asks for the later side."""
    return bool(_PATTERNS["later"].search(question))
