"""What a message wants: an answer from the articles, small talk, or something about the conversation. Pure.

A message is small talk only if all of its words are: "thanks" is, "thanks. And in Lviv?" is not. What is not known as
small talk is a question, because a question that nobody searches for is the worse mistake.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, cast, get_args

from rag.language.patterns import load_patterns
from rag.schema.conversation import Conversation

IntentKind = Literal[
    "question",
    "greeting",
    "thanks",
    "farewell",
    "identity",
    "shorter",
    "reword",
    "translate",
    "repeat",
    "summary",
    "sources",
    "asked",
]
"""Only a `question` is searched for. `identity` asks what Citewell is. Those from `shorter` on are about earlier turns:
the answer shorter, in other words, in another language or again; a summary; its sources; what was asked."""
ABOUT_ANSWERS: frozenset[IntentKind] = frozenset({"shorter", "reword", "translate", "repeat", "summary", "sources"})
ABOUT_QUESTIONS: frozenset[IntentKind] = frozenset({"asked"})
LONGEST = 14
"""Words of the longest message that can be small talk. It also bounds the time that the patterns take."""

_PATTERNS = load_patterns("intent")


@dataclass(frozen=True, slots=True)
class Intent:
    """The kind of a message.

    `detail` is the language to translate into, or which of the earlier questions is meant ("first", "last"); else "".
    """

    kind: IntentKind
    detail: str = ""

    @property
    def is_question(self) -> bool:
        """Whether to search for the message."""
        return self.kind == "question"


QUESTION = Intent("question")


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question that was searched for, and the text of its answer ("" before it is answered)."""

    question: str
    answer: str

    @property
    def unmarked(self) -> str:
        """The answer without its citation numbers."""
        return _PATTERNS["citation_numbers"].sub("", self.answer)


def intent_of(text: str, conversation: Conversation) -> Intent:
    """Return the intent of a message.

    A message can be about an answer only after an answer, and about questions only after a question.
    """
    message = " ".join(_PATTERNS["not_words"].sub(" ", text.lower().replace("’", "'")).split())
    if len(message.split()) > LONGEST:
        return QUESTION
    roles = {turn.role for turn in conversation.turns}
    kinds = set(get_args(IntentKind))
    kinds -= set() if "assistant" in roles else ABOUT_ANSWERS
    kinds -= set() if "user" in roles else ABOUT_QUESTIONS
    return _matched(kinds, message) or _matched(kinds, _PATTERNS["courtesy"].sub("", message)) or QUESTION


def exchanges(conversation: Conversation) -> tuple[Exchange, ...]:
    """Return the questions that were searched for and their answers, oldest first, without small talk."""
    earlier: list[Exchange] = []
    awaited = False
    for position, turn in enumerate(conversation.turns):
        if turn.role == "user":
            awaited = intent_of(turn.text, Conversation(conversation.turns[:position])).is_question
            if awaited:
                earlier.append(Exchange(turn.text, ""))
        elif awaited:
            earlier[-1] = Exchange(earlier[-1].question, turn.text)
            awaited = False
    return tuple(earlier)


def _matched(kinds: Collection[str], message: str) -> Intent | None:
    """Return the intent of the first rule of these kinds that matches the whole message."""
    for label, pattern in _PATTERNS.rules:
        if label in kinds and (match := pattern.fullmatch(message)):
            language = match.groupdict().get("language") or ""
            detail = _which(message) if label in ABOUT_QUESTIONS else language.capitalize()
            return Intent(cast(IntentKind, label), detail)
    return None


def _which(message: str) -> str:
    """Return which of the earlier questions a message means."""
    return next((which for which in ("first", "last") if _PATTERNS[which].search(message)), "")
