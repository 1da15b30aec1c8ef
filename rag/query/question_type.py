"""The form of answer that a question wants. Pure."""

from typing import Literal, cast

from rag.language.patterns import load_patterns
from rag.language.word_lists import word_list
from rag.query.answer_type import answer_type_of

QuestionType = Literal["span", "definition", "yes_no", "list", "overview", "reason", "quotation", "order", "comparison"]
"""`span` is a few words: a number, a date, a name. `order` asks which of two things came first, `comparison` sets two
things side by side, `reason` is why and how."""
LONGEST_PHRASE = 7
"""Words of the longest phrase without a verb that asks for an overview ("kyiv power cuts")."""
LONGEST_CHOICE = 15
"""In a yes-or-no question of fewer words, "or" asks for one of two."""
LONGEST_NAME = 5
"""Words of the longest name that a question asks the meaning of."""

_PATTERNS = load_patterns("question_type")
_NOT_PLURAL = frozenset(word_list("not_plural"))


def without_courtesy(question: str) -> str:
    """Return the question without words that are only polite."""
    return _PATTERNS["polite"].sub("", question).strip()


def without_setting(question: str) -> str:
    """Return a yes-or-no question without the clause before it ("After the storm, did the port close?")."""
    return _PATTERNS["setting"].sub("", without_courtesy(question))


def question_type_of(question: str) -> QuestionType:
    """Return the question type, by the form of the question alone."""
    text = without_courtesy(question)
    if _PATTERNS["overview"].match(text):
        return "overview"
    for label, pattern in _PATTERNS.rules:
        if pattern.search(text):
            return cast(QuestionType, label)
    if _asks_for_several(text):
        return "list"
    if identity_of(text):
        return "definition"
    if _is_yes_no(text):
        return "yes_no"
    return "overview" if _is_phrase(text) else "span"


def topic_of(question: str) -> str:
    """Return what an overview is about: the question without the words that only ask for it; "" for all news."""
    return _PATTERNS["overview"].sub("", without_courtesy(question)).strip(" ?!.:,")


def wants_latest(question: str) -> bool:
    """Return whether the newest report should come first."""
    return bool(_PATTERNS["latest"].search(question))


def identity_of(question: str) -> str:
    """Return the name that a question asks the meaning of ("who is Alma Finch", "what is the Maru Belle"), or ""."""
    match = _PATTERNS["identity"].match(without_courtesy(question))
    if not match or len(match["rest"].split()) > LONGEST_NAME:
        return ""
    rest = match["rest"].strip()
    if _PATTERNS["asks_who"].match(match["who"]):
        return "" if _PATTERNS["role_words"].search(rest) else rest
    bare = _PATTERNS["article"].sub("", rest)
    return bare if bare[:1].isupper() and not _PATTERNS["role_words"].search(bare) else ""


def _asks_for_several(text: str) -> bool:
    match = _PATTERNS["several"].match(text)
    if match is None:
        return False
    return _NOT_PLURAL.isdisjoint([*match["words"].lower().split(), match["noun"].lower()])


def _is_yes_no(text: str) -> bool:
    if not _PATTERNS["yes_no"].match(without_setting(text)):
        return False
    return not _PATTERNS["alternative"].search(text) or len(text.split()) >= LONGEST_CHOICE


def _is_phrase(text: str) -> bool:
    """Return whether a text is a short phrase that asks nothing."""
    if not text or len(text.split()) > LONGEST_PHRASE or _PATTERNS["asks"].search(text):
        return False
    return answer_type_of(text) == "open"
