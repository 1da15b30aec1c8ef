"""How a message depends on the question before it: its opening, what it leaves out, what it changes. Pure."""

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
"""Content words up to which a question says too little to stand alone; the second if it opens with "and"."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A message without its opening.

    Attributes:
        body: The message itself.
        joined: Whether "and" or the like, or a correction ("no, I meant"), opened it.
        courteous: Whether thanks or a greeting opened it.
    """

    body: str
    joined: bool = False
    courteous: bool = False

    @classmethod
    def of(cls, text: str) -> "FollowUp":
        """Remove thanks, connectives and corrections from a message; keep it whole if it has nothing else."""
        rest, courteous = text.strip(), False
        while (clause := _PATTERNS["clause"].match(rest)) and _is_small_talk(clause["clause"]):
            rest, courteous = rest[clause.end() :], True
        bare = _PATTERNS["correction"].sub("", _PATTERNS["connective"].sub("", rest)).strip()
        return cls(bare, bare != rest, courteous) if bare else cls(text)

    @property
    def about(self) -> str:
        """What "what about ...?" asks about; "" if it is no such question."""
        match = _PATTERNS["what_about"].match(self.body)
        return match["rest"] if match else ""

    @property
    def changes(self) -> str:
        """What replaces a part of the question before ("in Lviv", "what about drones?"); "" if nothing does."""
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
    """Return whether a text has a word that refers to something said before."""
    return bool(_PATTERNS["points_back"].search(text))


def counted_again(body: str, before: str) -> str:
    """Add to "how many were shot down" the noun that the question before counts, if it has one."""
    noun = _PATTERNS["counted"].search(before)
    if not noun or not _PATTERNS["count_without_noun"].search(body):
        return body
    return _PATTERNS["count_without_noun"].sub(lambda match: f"{match['how']} {noun['noun']}", body)


def substituted(before: str, rest: str) -> str:
    """Ask the question before of something else; return "" if nothing in it can be replaced.

    A counted thing replaces another ("how many missiles" -> "drones"), so does the thing asked for ("the mayor of Kyiv"
    -> "the governor"), a time, and a place or name ("of Kyiv" -> "of Kharkiv").
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
    """Replace the last phrase of the same kind (a time, or not) in the question before, or else add one."""
    opened = bool(_PATTERNS["opens_with_preposition"].match(rest))
    is_time = _names_time(rest)
    phrases = [match for match in _PATTERNS["phrase"].finditer(before) if _names_time(match["object"]) == is_time]
    if phrases:
        last = phrases[-1]
        start = last.start() if opened else last.start("object")
        return f"{before[:start]}{rest}{before[last.end() :]}"
    names = [name for name in names_in(before) if name.start]
    if names and rest[:1].isupper() and not is_time:
        return f"{before[: names[-1].start]}{rest}{before[names[-1].end :]}"
    end = _PATTERNS["ending"].search(before)
    return f"{before[: end.start()]} {rest}{before[end.start() :]}" if end and (opened or is_time) else ""


def _is_small_talk(text: str) -> bool:
    return not intent_of(text, Conversation()).is_question


def _names_time(text: str) -> bool:
    """Return whether a text has a word for a time, or a year."""
    words = _PATTERNS["word"].findall(text.lower())
    return any(word in _TIMES or (len(word) == 4 and word.isdecimal()) for word in words)
