"""Publishers that a question names. Pure."""

import re
from collections.abc import Iterable

from rag.language.words import first_word

_WORD = re.compile(r"\w+")
_PARTS = re.compile(r"\s+[|–—-]\s+|\s*:\s+")
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)


def publishers_in(question: str, publishers: Iterable[str]) -> frozenset[str]:
    """Return those of `publishers` whose name stands in the question.

    The first word of a name rules out nearly all of thousands of publishers at once.
    """
    words = set(_WORD.findall(question.casefold()))
    likely = (name for name in publishers if name and first_word(name).casefold() in words)
    return frozenset(name for name in likely if _is_named(question, name))


def _is_named(question: str, publisher: str) -> bool:
    """Return whether the name stands in the question, whole or its main part ("The Roar" of "The Roar | Sports Blog").

    A name of one word, or of words that are common ones in lower case, counts only as it is written.
    """
    main = _PARTS.split(publisher)[0].strip()
    for name in dict.fromkeys((publisher, main)):
        whole = rf"(?<!\w){re.escape(name)}(?!\w)"
        if not name or not re.search(whole, question, re.IGNORECASE):
            continue
        if re.search(whole, question) or len(_ARTICLE.sub("", name).split()) > 1:
            return True
    return False
