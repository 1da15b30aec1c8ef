"""How a message hangs on the question before it: what it opens with, what it leaves out, what it changes. Pure."""

import re
from dataclasses import dataclass

from rag.language.entities import MONTHS_AND_DAYS, names_in
from rag.language.keywords import content_words
from rag.query.intent import intent_of
from rag.query.question_type import question_type_of, topic_of
from rag.schema.conversation import Conversation

_PIECE = re.compile(r"^\s*(?P<piece>[^.!?,;:]+)[.!?,;:]+\s*(?=\S)")
_CONNECTIVE = re.compile(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|also|then|or|now|well|actually|thanks|thank you)\b[\s,]*)+", re.IGNORECASE
)
_CORRECTION = re.compile(
    r"^\W*(?:(?:no|nope|wrong|sorry|oh|not that(?: one)?)[\s,.;:!-]+)*(?:but\s+)?i\s+(?:mean|meant)\b"
    r"(?:\s+to\s+ask)?[\s,:]*|^\W*(?:(?:no|nope|wrong|not that(?: one)?)[,.;:!-]+\s*)+",
    re.IGNORECASE,
)
_WHAT_ABOUT = re.compile(r"^\W*(?:what|how)\s+about\s+(?P<rest>.+?)\W*$", re.IGNORECASE)
_VERB = r"(?:was|were|is|are|has|have|had|did|do|does|got|could|will)\b"
_ASKS = re.compile(
    r"^(?:(?:of|in|at|on|by|for|from|to|with|since|until) )?(?:how|who(?:m|se)?|wh(?:at|en|ere|ich|y))\b"
    rf"|, (?:who(?:m|se)?|wh(?:at|en|ere|ich|y)|how)\b|^{_VERB}"
    r"|^(?:can|would|should|must|tell|list|name|explain|describe|summari[sz]e)\b",
    re.IGNORECASE,
)
_COUNT_WITHOUT_NOUN = re.compile(
    rf"^(?P<how>how (?:many|much))(?= (?:of (?:them|these|those) )?{_VERB})(?: of (?:them|these|those))?", re.IGNORECASE
)
_COUNTED = re.compile(
    # "how many died" counts nothing by name
    rf"\bhow (?:many|much) (?!\w+ed\b|{_VERB})(?P<noun>[^()?.,]+?)(?= {_VERB}| \w+ed\b|\W*$| \()",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"(?:\w[^\Ws]s|people|men|women|children|dead|troops|police)$", re.IGNORECASE)
_POINTS_BACK = re.compile(
    r"\b(?:he|she|it|they|him|her|them|his|hers|its|their|theirs|these|those|such|ones|"
    r"the (?:same|former|latter|others?|(?:first|second|third|last|earlier|later|other) one))\b|"
    # "this week" and "said that it rains" point at nothing that was said
    rf"\b(?:this|that)(?= {_VERB}| mean\b| one\b|\W*$)|\b(?:about|of|for|by|with|after|before|to) (?:this|that)\b|"
    r"\bthere\b(?! (?:is|are|was|were|be|been|will|has|have|had)\b)(?<!is there)(?<!are there)(?<!was there)"
    r"(?<!were there)|\bthen\W*$",
    re.IGNORECASE,
)
_THING = re.compile(
    r"^(?P<before>(?:what|who|which) (?:is|was|are|were) )(?P<thing>(?:the|an?) \w+(?: \w+)?)"
    r"(?= (?:of|in|at|for|on|to)\b|\W*$)",
    re.IGNORECASE,
)
_DETERMINED = re.compile(r"^(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts) [^\W\dA-Z]")
_PREPOSITION = r"(?:of|in|at|on|by|for|from|to|near|during|since|after|before)"
_PHRASE = re.compile(
    rf"\b(?P<preposition>{_PREPOSITION})\s+(?P<object>(?:the\s+)?[^?.,()]+?)(?=\s+{_PREPOSITION}\b|\W*$|\s*\()",
    re.IGNORECASE,
)
_OPENS_WITH_PREPOSITION = re.compile(rf"^{_PREPOSITION}\s+", re.IGNORECASE)
_TIME = re.compile(
    rf"\b(?:{'|'.join(sorted(MONTHS_AND_DAYS))}|today|yesterday|tomorrow|week|month|year|day|night|morning|afternoon|"
    r"evening|summer|winter|spring|autumn|\d{4})\b",
    re.IGNORECASE,
)
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
        while (piece := _PIECE.match(rest)) and not intent_of(piece["piece"], Conversation()).is_question:
            rest, courteous = rest[piece.end() :], True
        bare = _CORRECTION.sub("", _CONNECTIVE.sub("", rest)).strip()
        return cls(bare, bare != rest, courteous) if bare else cls(text)

    @property
    def about(self) -> str:
        """What "what about ...?" asks about; "" where it is no such question."""
        found = _WHAT_ABOUT.match(self.body)
        return found["rest"] if found else ""

    @property
    def changes(self) -> str:
        """What it asks the same about ("in Lviv", "what about drones?"); "" where it asks in words of its own."""
        rest = self.about or ("" if self.asks else self.body)
        return rest if content_words(rest) else ""

    @property
    def asks(self) -> bool:
        """Whether it has the form of a question or a request, and is not only a phrase ("in Lviv")."""
        return bool(_ASKS.search(self.body))

    @property
    def needs_more(self) -> bool:
        """Whether it points back, or says too little to stand alone."""
        if points_back(self.body) or self.about or _COUNT_WITHOUT_NOUN.search(self.body):
            return True
        if question_type_of(self.body) == "overview" and self.asks and content_words(topic_of(self.body)):
            return False
        named = len(names_in(self.body)) and self.asks
        few = _SHORT_JOINED if self.joined else _SHORT
        return len(content_words(self.body)) <= (few - 1 if named else few) or (not self.asks and self.joined)


def points_back(text: str) -> bool:
    """Whether `text` has a word that means something said before."""
    return bool(_POINTS_BACK.search(text))


def counted_again(body: str, before: str) -> str:
    """ "how many were shot down" with the noun that `before` counts; `body` itself where there is none."""
    noun = _COUNTED.search(before)
    if not noun or not _COUNT_WITHOUT_NOUN.search(body):
        return body
    return _COUNT_WITHOUT_NOUN.sub(lambda found: f"{found['how']} {noun['noun']}", body)


def substituted(before: str, rest: str) -> str:
    """The question before, asked of something else; "" where it has no place for that.

    What is counted gives way to another thing ("how many missiles" -> "drones"), the thing asked for to another ("the
    mayor of Kyiv" -> "the governor"), a time to a time, and a place or a name to another ("of Kyiv" -> "of Kharkiv").
    """
    rest = rest.strip(" ?.!")
    if not rest or points_back(rest):
        return ""
    if _DETERMINED.match(rest):
        thing = _THING.match(before)
        return f"{thing['before']}{rest}{before[thing.end() :]}" if thing else ""
    if rest[:1].islower() and _PLURAL.search(rest) and not _OPENS_WITH_PREPOSITION.match(rest):
        counted = _COUNTED.search(before)
        return f"{before[: counted.start('noun')]}{rest}{before[counted.end('noun') :]}" if counted else ""
    return _moved(before, rest)


def _moved(before: str, rest: str) -> str:
    """The question before with its last phrase of the same kind (a time, or not) replaced, or else with one more."""
    opened = bool(_OPENS_WITH_PREPOSITION.match(rest))
    is_time = bool(_TIME.search(rest))
    places = [found for found in _PHRASE.finditer(before) if bool(_TIME.search(found["object"])) == is_time]
    if places:
        last = places[-1]
        start = last.start() if opened else last.start("object")
        return f"{before[:start]}{rest}{before[last.end() :]}"
    names = [name for name in names_in(before) if name.start]
    if names and rest[:1].isupper() and not is_time:
        return f"{before[: names[-1].start]}{rest}{before[names[-1].end :]}"
    end = re.search(r"\s*(?:\(.*\))?\W*$", before)
    return f"{before[: end.start()]} {rest}{before[end.start() :]}" if end and (opened or is_time) else ""
