"""A follow-up made a question that can stand alone, without a language model. Pure.

"and how many were shot down?" after "how many missiles did Russia fire" becomes "how many missiles were shot down
(Russia)": what the words leave out is taken from the question before, and nothing is guessed beyond that.
"""

import re

from rag.conversation import Conversation
from rag.terms import content_words

_CONNECTIVE = re.compile(r"^\W*(?:(?:and|but|so|ok(?:ay)?|also|then|or|now|well)\b[\s,]*)+", re.IGNORECASE)
_WHAT_ABOUT = re.compile(r"^\W*(?:and\s+)?(?:what|how)\s+about\s+(?P<rest>.+?)\W*$", re.IGNORECASE)
_VERB = r"(?:was|were|is|are|has|have|had|did|do|does|got|could|will)\b"
_COUNT_WITHOUT_NOUN = re.compile(
    rf"^(?P<how>how (?:many|much))(?= (?:of (?:them|these|those) )?{_VERB})(?: of (?:them|these|those))?", re.IGNORECASE
)
_COUNTED = re.compile(rf"\bhow (?:many|much) (?P<noun>.+?)(?= {_VERB}| \w+ed\b|\W*$)", re.IGNORECASE)
_POINTS_BACK = re.compile(
    r"\b(?:he|she|it|they|him|her|them|his|hers|its|their|theirs|this|that|these|those|there|then|the same|such|else|"
    r"ones?)\b",
    re.IGNORECASE,
)
_LAST_PHRASE = re.compile(
    r"\b(?P<preposition>of|in|at|on|by|for|from|to)\s+(?:the\s+)?[^?.,]+?(?P<end>\W*)$", re.IGNORECASE
)
_PREPOSITION = re.compile(r"^(?:of|in|at|on|by|for|from|to|the)\s+", re.IGNORECASE)
_SHORT = 1
"""A question of at most so many content words says too little to stand alone."""
MOST_CARRIED = 6
"""Words carried over from the question before."""


def condense(text: str, conversation: Conversation) -> str:
    """`text`, complete without the conversation before it; `text` itself where it needs nothing of it."""
    standalone = ""
    for turn in conversation.turns:
        if turn.role == "user":
            standalone = _condense(turn.text, standalone)
    return _condense(text, standalone)


def _condense(text: str, before: str) -> str:
    if not before:
        return text
    if about := _WHAT_ABOUT.match(text):
        return _substituted(before, about["rest"])
    body = _CONNECTIVE.sub("", text).strip()
    connected = body != text.strip()
    if not body or not _needs_more(body, connected):
        return text
    if len(content_words(body)) and not re.match(
        r"(?:how|wh\w+|did|do|does|is|are|was|were|has|have|can|could)\b", body, re.I
    ):
        return _substituted(before, body)
    carried = list(content_words(before))
    noun = _COUNTED.search(before)
    if noun and _COUNT_WITHOUT_NOUN.search(body):
        # What is counted goes on, and so do names; what was said of it is what the new question changes.
        body = _COUNT_WITHOUT_NOUN.sub(lambda found: f"{found['how']} {noun['noun']}", body)
        carried = [word for word in carried if word[0].isupper()]
    known = set(content_words(body).values())
    carried = [word for word in carried if content_words(word)[word] not in known][:MOST_CARRIED]
    return f"{body.rstrip(' ?')} ({' '.join(carried)})" if carried else body


def _needs_more(body: str, connected: bool) -> bool:
    words = len(content_words(body))
    return connected or words <= _SHORT or bool(_POINTS_BACK.search(body)) or bool(_COUNT_WITHOUT_NOUN.search(body))


def _substituted(before: str, rest: str) -> str:
    """The question before, asked of something else.

    What is counted gives way to another thing ("how many missiles" -> "drones"), else the last phrase gives way to
    another place or person ("the mayor of Kyiv" -> "of Kharkiv").
    """
    bare = _PREPOSITION.sub("", rest.strip(" ?"))
    counted = _COUNTED.search(before)
    if counted and bare == rest.strip(" ?") and bare[:1].islower():
        return f"{before[: counted.start('noun')]}{bare}{before[counted.end('noun') :]}"
    if _LAST_PHRASE.search(before):
        return _LAST_PHRASE.sub(lambda found: f"{found['preposition']} {bare}{found['end']}", before)
    return f"{before.rstrip(' ?')} ({bare})"
