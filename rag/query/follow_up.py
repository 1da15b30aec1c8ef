"""How a message hangs on the question before it: what it opens with, what it leaves out, what it changes. Pure."""

from dataclasses import dataclass

from rag.language.entities import MONTHS_AND_DAYS, names_in
from rag.language.keywords import content_words
from rag.language.patterns import load_patterns
from rag.language.word_lists import word_list
from rag.query.intent import intent_of
from rag.query.question_type import question_type_of, topic_of
from rag.schema.conversation import Conversation

_PATTERNS = load_patterns("follow_up")
_TIMES = MONTHS_AND_DAYS | frozenset(word_list("time_words"))
_SHORT, _SHORT_JOINED = 1, 2
"""A question of at most so many content words says too little to stand alone; `joined`, where it opens with "and"."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A message without what it opens with. `joined`: by "and" or the like, or by a correction ("no, I meant").
    `courteous`: thanks or a greeting stood before it."""

    body: str
    joined: bool = False
    courteous: bool = False

    @classmethod
    def of(cls, text: str) -> "FollowUp":
        """`text` with its thanks, connectives and corrections taken off; whole, where nothing else is in it."""
        rest, courteous = text.strip(), False
        while (piece := _PATTERNS["piece"].match(rest)) and not intent_of(piece["piece"], Conversation()).is_question:
            rest, courteous = rest[piece.end() :], True
        bare = _PATTERNS["correction"].sub("", _PATTERNS["connective"].sub("", rest)).strip()
        return cls(bare, bare != rest, courteous) if bare else cls(text)

    @property
    def about(self) -> str:
        """What "what about ...?" asks about; "" where it is no such question."""
        found = _PATTERNS["what_about"].match(self.body)
        return found["rest"] if found else ""

    @property
    def changes(self) -> str:
        """What it asks the same about ("in Lviv", "what about drones?"); "" where it asks in words of its own."""
        rest = self.about or ("" if self.asks else self.body)
        return rest if content_words(rest) else ""

    @property
    def asks(self) -> bool:
        """Whether it has the form of a question or a request, and is not only a phrase ("in Lviv")."""
        return bool(_PATTERNS["asks"].search(self.body))

    @property
    def needs_more(self) -> bool:
        """Whether it points back, or says too little to stand alone."""
        if points_back(self.body) or self.about or _PATTERNS["count_without_noun"].search(self.body):
            return True
        if question_type_of(self.body) == "overview" and self.asks and content_words(topic_of(self.body)):
            return False
        named = len(names_in(self.body)) and self.asks
        few = _SHORT_JOINED if self.joined else _SHORT
        return len(content_words(self.body)) <= (few - 1 if named else few) or (not self.asks and self.joined)


def points_back(text: str) -> bool:
    """Whether `text` has a word that means something said before."""
    return bool(_PATTERNS["points_back"].search(text))


def counted_again(body: str, before: str) -> str:
    """ "how many were shot down" with the noun that `before` counts; `body` itself where there is none."""
    noun = _PATTERNS["counted"].search(before)
    if not noun or not _PATTERNS["count_without_noun"].search(body):
        return body
    return _PATTERNS["count_without_noun"].sub(lambda found: f"{found['how']} {noun['noun']}", body)


def substituted(before: str, rest: str) -> str:
    """The question before, asked of something else; "" where it has no place for that.

    What is counted gives way to another thing ("how many missiles" -> "drones"), the thing asked for to another ("the
    mayor of Kyiv" -> "the governor"), a time to a time, and a place or a name to another ("of Kyiv" -> "of Kharkiv").
    """
    rest = rest.strip(" ?.!")
    if not rest or points_back(rest):
        return ""
    if _PATTERNS["determined"].match(rest):
        thing = _PATTERNS["thing"].match(before)
        return f"{thing['before']}{rest}{before[thing.end() :]}" if thing else ""
    if rest[:1].islower() and _PATTERNS["plural"].search(rest) and not _PATTERNS["opens_with_preposition"].match(rest):
        counted = _PATTERNS["counted"].search(before)
        return f"{before[: counted.start('noun')]}{rest}{before[counted.end('noun') :]}" if counted else ""
    return _moved(before, rest)


def _moved(before: str, rest: str) -> str:
    """The question before with its last phrase of the same kind (a time, or not) replaced, or else with one more."""
    opened = bool(_PATTERNS["opens_with_preposition"].match(rest))
    is_time = _names_time(rest)
    places = [found for found in _PATTERNS["phrase"].finditer(before) if _names_time(found["object"]) == is_time]
    if places:
        last = places[-1]
        start = last.start() if opened else last.start("object")
        return f"{before[:start]}{rest}{before[last.end() :]}"
    names = [name for name in names_in(before) if name.start]
    if names and rest[:1].isupper() and not is_time:
        return f"{before[: names[-1].start]}{rest}{before[names[-1].end :]}"
    end = _PATTERNS["ending"].search(before)
    return f"{before[: end.start()]} {rest}{before[end.start() :]}" if end and (opened or is_time) else ""


def _names_time(text: str) -> bool:
    """Return whether a text has a word for a time, or a year."""
    words = _PATTERNS["word"].findall(text.lower())
    return any(word in _TIMES or (len(word) == 4 and word.isdecimal()) for word in words)
