"""What kind of message it is: a question to search for, small talk, or about the conversation itself. Pure.

A message is talk only where all of its words are: "thanks" is, "thanks. And in Lviv?" is not. What is not known for
talk is a question, for a question that nobody searches for is the worse mistake.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

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
"""`question` alone is searched for. `identity` asks what Citewell is. Those from `shorter` on are about what was said:
the answer shorter, in other words, in another language or again; all of it in brief; where it is from; what was asked.
"""
LONGEST = 14
"""Words of the longest message that can be talk. It also bounds the time that the patterns below can take."""

_LANGUAGES = (
    "english|ukrainian|russian|polish|german|french|spanish|italian|portuguese|dutch|swedish|norwegian|danish|finnish|"
    "czech|slovak|hungarian|romanian|bulgarian|serbian|croatian|bosnian|slovenian|greek|turkish|arabic|hebrew|persian|"
    "farsi|hindi|urdu|bengali|tamil|chinese|mandarin|cantonese|japanese|korean|vietnamese|thai|indonesian|malay|"
    "filipino|tagalog|swahili|lithuanian|latvian|estonian|georgian|armenian|catalan|irish|welsh|albanian|icelandic"
)
_GREETS = (
    r"(?:hi|hello|hey|hiya|howdy|greetings|good (?:morning|afternoon|evening|day)|bonjour|hola|hallo|ciao|salut|"
    r"guten tag|cześć|привіт|вітаю|добр(?:ий день|ого дня|ий ранок|ий вечір)|здравствуйте)"
)
_HOW_ARE_YOU = r"(?:how are you(?: (?:doing|today))*|how do you do|how(?:'s| is) it going|nice to meet you)"
_THANKS = (
    r"(?:(?:many |no )?thanks|(?:no )?thank you|thx|ty|cheers|much appreciated|merci|gracias|"
    r"danke(?: schön)?|grazie|dziękuję|дякую|спасибо)"
)
_PRAISE = (
    r"(?:ok|okay|all right|alright|got it|i see|understood|great|perfect|excellent|awesome|wonderful|good to know|"
    r"well done|(?:that(?:'s| is| was) )?(?:very |really |so )?(?:helpful|useful|kind(?: of you)?|clear)|"
    r"that(?:'s| is| was) (?:very |really )?(?:good|great|nice)|good (?:job|work|answer)|nice (?:one|job|work)|"
    r"that helps(?: a lot)?|that(?:'s| is| was| will be) all)"
)
_MUCH = (
    r"(?: (?:very much|so much|a lot|a million|again|there|all|everyone|citewell|indeed|"
    r"for (?:that|this|it|everything|(?:the|your) (?:help|answer|time|information|info))))*"
)
_BYE = (
    r"(?:bye(?: bye)?|goodbye|good night|see you(?: (?:later|soon|tomorrow))?|"
    r"have a (?:nice|good|great) (?:day|evening|weekend))"
)
_OPENING = (
    rf"(?:{_GREETS}|{_THANKS}|{_PRAISE}|please|(?:can|could|would|will) you(?: please)?|i(?:'d| would) like you to|"
    r"and|now|so|then|well|sorry|but|just|citewell)"
)
_CLOSING = r"(?:please|thanks|thank you|for me|now|then|citewell|ok|okay)"

_REPLY = r"(?:answer|reply|response|message|explanation)"
_ANSWER = (
    rf"(?:your(?: (?:last|previous|first|whole))? {_REPLY}|the (?:last|previous) {_REPLY}|the answer|"
    r"what you (?:just )?said)"
)
_IT = rf"(?:that|this|it|{_ANSWER})"
_SAY = rf"(?:say|put|make|tell|give|answer|write|rephrase|explain|keep|repeat)(?: me)?(?: {_IT})?(?: again)?"
_SHORTER = (
    r"(?:(?:much |a bit |a little |even )?(?:shorter|briefer|more (?:briefly|concisely))|briefly|concisely|"
    r"in (?:short|brief)|in (?:one|a|a single|two|a few|fewer) (?:sentences?|words?|lines?))"
)
_WORDED = (
    r"in (?:simple|simpler|plain|other|different|your own|easy|easier) (?:words|terms|language)|in plain english|"
    r"(?:more )?simply|simpler"
)
_WHICH = r"(?:first|last|previous|second|third)"
_WHEN = (
    rf"(?:(?: {_WHICH}| before| earlier| so far| just now| until now| in this (?:chat|conversation)|"
    r" at (?:first|the (?:start|beginning)))*)"
)
_CHAT = r"(?:(?:our|this) (?:conversation|chat|discussion)|the (?:conversation|chat|discussion) so far)"


def _pattern(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in alternatives))


_SMALL_TALK: tuple[tuple[IntentKind, re.Pattern[str]], ...] = (
    ("greeting", _pattern(rf"{_GREETS}{_MUCH}(?: {_GREETS}{_MUCH})*(?: {_HOW_ARE_YOU})?", _HOW_ARE_YOU)),
    ("farewell", _pattern(rf"(?:(?:{_THANKS}|{_PRAISE}|and){_MUCH} )*{_BYE}(?: (?:and )?{_THANKS}{_MUCH})?")),
    ("thanks", _pattern(rf"(?:(?:{_GREETS}|{_PRAISE}|{_THANKS}){_MUCH} )*(?:{_PRAISE}|{_THANKS}){_MUCH}")),
    (
        "identity",
        _pattern(
            r"(?:who|what) are you(?: exactly)?",
            r"what(?:'s| is) your (?:name|purpose|job)",
            r"(?:what|who) is citewell",
            r"what(?:'s| is) this (?:site|page|chat|tool|app|assistant)",
            r"who (?:made|built|created) you",
            r"what can you do(?: for me)?",
            r"how (?:do you|does citewell) work",
            r"what (?:can|should|may) i ask(?: you)?(?: about)?",
            r"how can you help(?: me)?",
            r"help(?: me)?",
            r"are you (?:an? )?(?:(?:real )?(?:human|person)|robot|bot|machine|ai|language model|chatbot)"
            r"(?: or (?:an? )?(?:(?:real )?(?:human|person)|robot|bot|machine|ai))?",
            r"(?:tell me (?:something )?about|introduce) yourself",
        ),
    ),
)
_OF_ANSWER: tuple[tuple[IntentKind, re.Pattern[str]], ...] = (
    (
        "translate",
        _pattern(
            rf"(?:translate|(?:a )?translation)(?: {_IT})?(?: (?:in)?to (?P<to>{_LANGUAGES}))?",
            rf"(?:(?:{_SAY}|translate(?: {_IT})?|what(?:'s| is) {_IT}|how do you say {_IT}|the same) )?"
            rf"in (?P<in>{_LANGUAGES})",
        ),
    ),
    (
        "summary",
        _pattern(
            r"(?:summari[sz]e|sum up|recap|(?:give me )?an? (?:summary|recap) of) "
            r"(?:(?:everything|all(?: that)?|what) (?:you|we)(?:'ve| have)? (?:said|told me|discussed|talked about)"
            rf"(?: so far)?|{_CHAT}|(?:all )?your answers(?: so far)?)"
        ),
    ),
    (
        "shorter",
        _pattern(
            rf"(?:{_SAY} )?{_SHORTER}",
            rf"{_SAY} (?:short|brief)",
            rf"(?:summari[sz]e|sum up|condense) {_ANSWER}(?: {_SHORTER})?",
            r"(?:summari[sz]e|sum) (?:that|it|this)(?: up)? " + _SHORTER,
            rf"shorten(?: {_IT})?",
            rf"(?:(?:that(?:'s| is| was)|{_IT} is) )?(?:much |way )?too long",
            rf"tl ?dr|(?:give me )?(?:an? )?(?:shorter|short) (?:version|{_REPLY})",
        ),
    ),
    (
        "reword",
        _pattern(
            rf"(?:{_SAY} )?(?:{_WORDED})",
            rf"{_SAY} (?:simple|differently|another way|(?:more )?(?:clearly|formally))",
            rf"(?:rephrase|reword|simplify)(?: {_IT})?",
            rf"what d(?:o|id) you mean(?: (?:by|with) {_IT})?",
            rf"i (?:do not|don't) (?:understand|get)(?: {_IT})?",
        ),
    ),
    (
        "repeat",
        _pattern(
            rf"repeat(?: {_IT})?",
            rf"say {_IT} (?:again|once more)|once more|come again|pardon me|i beg your pardon",
            rf"what (?:did you (?:just )?say|have you (?:just )?said){_WHEN}",
            rf"what (?:was|is) {_ANSWER}",
        ),
    ),
    (
        "sources",
        _pattern(
            rf"are you (?:really |quite |absolutely )?(?:sure|certain)(?: (?:of|about) {_IT})?",
            r"(?:(?:what(?:'s| is| are)|name|show(?: me)?|give me) )your sources?",
            rf"where did you (?:get|find|read) {_IT}(?: from)?|how do you know(?: {_IT})?",
        ),
    ),
)
_OF_QUESTIONS: tuple[tuple[IntentKind, re.Pattern[str]], ...] = (
    (
        "asked",
        _pattern(
            rf"what (?:(?:did|have) i (?:just )?(?:ask(?:ed)?|say|said)|was i asking)(?: you)?(?: about)?{_WHEN}",
            rf"(?:what|which) (?:was|were) my (?:{_WHICH} )?questions?{_WHEN}",
            rf"(?:which|what) questions? (?:did i ask|have i asked)(?: you)?{_WHEN}",
            rf"(?:list|show me|repeat|remind me of) my (?:{_WHICH} )?questions?|remind me what i asked(?: you)?{_WHEN}",
            r"what (?:have|did|were) we (?:been )?(?:talk|talked|talking|discuss|discussed|discussing)"
            rf"(?: about)?{_WHEN}",
        ),
    ),
)
_COURTESY = re.compile(rf"^(?:{_OPENING} )+(?=\S)|(?: {_CLOSING})+$")
_NOT_WORDS = re.compile(r"[^\w']+")


@dataclass(frozen=True, slots=True)
class Intent:
    """The kind of a message. `detail` is the language to translate into, or which of the questions asked is meant
    ("first", "last"); else ""."""

    kind: IntentKind
    detail: str = ""

    @property
    def is_question(self) -> bool:
        """Whether the message is to be searched for."""
        return self.kind == "question"


QUESTION = Intent("question")


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question that was searched for, and the text of its answer ("" while there is none)."""

    question: str
    answer: str


def intent_of(text: str, conversation: Conversation) -> Intent:
    """The kind of message that `text` is after `conversation`.

    A message about an answer needs one that was given, a message about questions one that was asked: else it is a
    question like any other.
    """
    said = " ".join(_NOT_WORDS.sub(" ", text.lower().replace("’", "'")).split())
    if len(said.split()) > LONGEST:
        return QUESTION
    said_by = {turn.role for turn in conversation.turns}
    known = [
        *_SMALL_TALK,
        *(_OF_ANSWER if "assistant" in said_by else ()),
        *(_OF_QUESTIONS if "user" in said_by else ()),
    ]
    return _matched(known, said) or _matched(known, _COURTESY.sub("", said)) or QUESTION


def exchanges(conversation: Conversation) -> tuple[Exchange, ...]:
    """What was asked of the articles and answered, oldest first: the conversation without its talk."""
    found: list[Exchange] = []
    awaited = False
    for position, turn in enumerate(conversation.turns):
        if turn.role == "user":
            awaited = intent_of(turn.text, Conversation(conversation.turns[:position])).is_question
            if awaited:
                found.append(Exchange(turn.text, ""))
        elif awaited:
            found[-1] = Exchange(found[-1].question, turn.text)
            awaited = False
    return tuple(found)


def _matched(known: Sequence[tuple[IntentKind, re.Pattern[str]]], said: str) -> Intent | None:
    for kind, pattern in known:
        if found := pattern.fullmatch(said):
            return Intent(kind, _detail(kind, found, said))
    return None


def _detail(kind: IntentKind, found: re.Match[str], said: str) -> str:
    if kind == "translate":
        return (found["to"] or found["in"] or "").capitalize()
    if kind == "asked":
        if re.search(r"\b(?:first|start|beginning)\b", said):
            return "first"
        return "last" if re.search(r"\b(?:last|previous|just)\b", said) else ""
    return ""
