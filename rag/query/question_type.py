"""The way in which a question wants to be answered. Pure."""

import re
from typing import Literal

from rag.language.word_lists import word_set
from rag.query.answer_type import answer_type_of

QuestionType = Literal["span", "definition", "yes_no", "list", "overview", "reason", "quotation", "order", "comparison"]
"""`span` is a few words: a number, a date, a name. `order` asks which of two things came first, `comparison` sets two
things side by side, `reason` is why and how."""

_AUXILIARY = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must)(?:n['’]t)?"
_POLITE = re.compile(
    r"^\W*(?:(?:please|hi|hello|hey|so|and|but|ok(?:ay)?|well|now|then|also)\b[\s,]*)*"
    r"(?:(?:can|could|would|will) you (?:please )?"
    r"(?=(?:tell|say|explain|list|name|give|summari[sz]e|sum|describe|show)\b)"
    r"|do you know (?=wh|how)|i(?:['’]d| would) like to know (?=wh|how)|(?:please )?tell me (?=wh|how))?(?:please )?",
    re.IGNORECASE,
)
_ASKS = re.compile(rf"\b(?:wh(?:o|om|ose|at|ich|en|ere|y)|how)\b|^{_AUXILIARY}\b", re.IGNORECASE)
_CUES = (
    r"summari[sz]e\b|sum up\b|(?:a |the )?(?:short |brief |quick )?(?:summary|overview|recap|digest|timeline|rundown)\b"
    r"(?: of\b| on\b| about\b)?|brief me\b|catch me up\b|update me\b|(?:tell me (?:more )?|describe |explain )?"
    r"what (?:happened|has happened|is happening|was happening|happens|went on|has been happening)"
    r"(?= (?:in|at|on|to|with|during|near|around|across|yesterday|today|there|over|off|last|this)\b|\W*$)"
    r"(?!.*\b(?:when|after|before|if|because|while)\b)|"
    r"tell me (?:more |everything |all )?about\b|"
    r"give me (?:a |an |the )?(?:short |brief |quick )?(?:summary|overview|recap|digest|update|rundown|latest|news)\b"
    r"(?: of\b| on\b| about\b)?|"
    r"(?:what(?:['’]s| is| are| was) )?(?:the |any )?(?:latest|newest|recent|most recent)"
    r"(?: news| developments?| updates?)?(?: on| about| from| in| with| for)?\b|"
    r"(?:is there |are there |any |the )*(?:news|updates?|headlines?)(?: on| about| from| in| with)\b|"
    r"(?:the |today['’]s )?(?:news|headlines)\W*$|"
    r"what(?:['’]s| is)(?: new| going on| happening| the situation| known| being said| the news| the story)\b"
    r"(?: with| about| on| in| of)?|"
    r"what do (?:we|you|they) know\b(?: about| of)?|"
    r"what do(?:es)? (?:the |these |your )?(?:articles?|news|papers?|reports?) say\b(?: about| on)?"
)
_OVERVIEW = re.compile(rf"^(?:{_CUES})", re.IGNORECASE)
_LATEST = re.compile(r"\b(?:latest|newest|most recent|recent|what(?:['’]s| is) new|news|updates?)\b", re.IGNORECASE)
_COMPARES = (
    r"more|less|fewer|larger|bigger|higher|lower|smaller|longer|shorter|older|younger|better|worse|greater|deadlier|"
    r"faster|slower|cheaper|costlier|heavier|most|least"
)
_HAPPENS = r"(?:come|came|happen(?:ed)?|occur(?:red)?|take place|took place|begin|start(?:ed)?|published|reported)"
_PATTERNS: tuple[tuple[QuestionType, str], ...] = (
    ("order", rf"^(?:which|what|who)\b.{{0,60}}?\b(?:{_HAPPENS}|was|is|were) (?:first|earlier|later|last)\b.*\bor\b"),
    ("order", rf"^(?:which|what) (?:\w+ ){{0,3}}?{_HAPPENS} (?:first|earlier|later|last)\b"),
    ("order", r"\bor\b[^?]*\b(?:first|earlier|later)\W*$"),
    ("order", rf"^(?:did|was|were) .+ {_HAPPENS} (?:before or after|before|after) "),
    ("comparison", r"^compare\b|\bdifferences? between\b|\b(?:versus|vs)\b"),
    ("comparison", rf"^(?:which|who|what)\b.*\b(?:{_COMPARES})\b.*[:,].*\bor\b"),
    (
        "quotation",
        r"^(?:what|how) (?:did|does|do|has|have|had) .+ (?:say|said|says|comment|commented|react|reacted|respond|"
        r"responded|reply|replied|tell|told|write|written|think|think of|claim|claimed|tweet|argue|announce)\b"
        r"(?! (?:was|were|is|are|would|will|had|has|that)\b)",
    ),
    (
        "quotation",
        r"^what (?:was|were|is|are) .+(?:['’]s?|s['’]) (?:reaction|response|comments?|words|reply|view|message)\b",
    ),
    (
        "quotation",
        r"^what (?:was|were|is|are) the (?:reaction|response|comments?|words|reply|view|message) (?:of|from|by)\b",
    ),
    ("quotation", r"^(?:a |any |the )?(?:quotes?|quotation|statement|comments?|reaction) (?:from|by|of)\b"),
    ("reason", r"^(?:why|how come|what (?:caused|causes|led to|explains)|for what reason)\b"),
    ("reason", r"^(?:what|which) (?:is|was|were|are) the (?:\w+ )?(?:cause|causes|reason|reasons)\b"),
    ("reason", rf"^how (?:{_AUXILIARY})\b"),
    (
        "list",
        r"^(?:in |at |from )?(?:which|what) (?:other )?(?:[\w-]+ )?(?:companies|countries|cities|counties|parties|"
        r"agencies|universities|towns|villages|places|regions|islands|rivers|districts|teams|clubs|banks|unions|firms|officials|"
        r"ministers|politicians|players|people|women|men)\b",
    ),
    ("list", r"^(?:list|name|enumerate)\b|^(?:give me |show me )?(?:a |the )?list of\b"),
    (
        "list",
        r"^who (?:were|are) (?:the|all|some) \w*s\b|^who (?:were|are) (?:the|all) (?:people|victims|dead|winners)\b",
    ),
    ("list", r"^what (?:are|were) (?:the|some|all)(?: of the)? (?:\w+ ){0,2}?\w+[^s\W]s\b"),
)
_COMPILED = tuple((way, re.compile(pattern, re.IGNORECASE)) for way, pattern in _PATTERNS)
_MANY = re.compile(
    r"^(?:(?:in|at|to|from|on|by|for|with) )?(?:which|what) (?:of the |other |different )?(?P<words>(?:[\w-]+ ){0,2}?)"
    rf"(?P<noun>[\w-]+[^s\W]s|people|men|women|children)(?= (?:{_AUXILIARY}|were|\w+ed|got|lost|took|won)\b)",
    re.IGNORECASE,
)
_NOT_PLURAL = word_set(
    """
    happens makes means causes does is was has news series species status bus process comes goes gives takes says
    this yes gas keeps helps leads remains seems needs wants type kind sort colour color part percentage
    """
)
_IDENTITY = re.compile(r"^(?P<who>who|what)(?:['’]s| is| was| are| were) (?P<rest>[^?]+?)\W*$", re.IGNORECASE)
_ROLE_WORDS = re.compile(
    r"\b(?:the|an?|of|in|at|for|by|that|who|which|to|with|on|behind|from|being|currently|now)\b|['’]s\b"
)
LONGEST_PHRASE = 7
"""Words of the longest phrase without a verb that is taken for a subject to be told about ("kyiv power cuts")."""
_YES_NO = re.compile(rf"^{_AUXILIARY}\s+[\"'“‘]?\w", re.IGNORECASE)
_SETTING = re.compile(
    rf"^(?:after|before|following|since|during|when|in|on|at) [^?]+?, (?={_AUXILIARY} [^?,]+\?*$)", re.IGNORECASE
)
CHOICE = 15
"""In a yes-or-no question of fewer words, "or" asks for one of two."""


def without_courtesy(question: str) -> str:
    """`question` without the words that are only polite."""
    return _POLITE.sub("", question).strip()


def without_setting(question: str) -> str:
    """A yes-or-no question without the clause before it: "After the storm, did the port close?" -> "did ...?"."""
    return _SETTING.sub("", without_courtesy(question))


def question_type_of(question: str) -> QuestionType:
    """The way in which `question` wants to be answered, by its form alone."""
    text = without_courtesy(question)
    if _OVERVIEW.match(text):
        return "overview"
    for way, pattern in _COMPILED:
        if pattern.search(text):
            return way
    if _is_list(text):
        return "list"
    if identity_of(text):
        return "definition"
    if _YES_NO.match(without_setting(text)) and not (" or " in text.lower() and len(text.split()) < CHOICE):
        return "yes_no"
    bare = text and not _ASKS.search(text) and answer_type_of(text) == "open" and len(text.split()) <= LONGEST_PHRASE
    return "overview" if bare else "span"


def topic_of(question: str) -> str:
    """What an overview is to be about: the question without the words that only ask for it; "" where it is all news."""
    return _OVERVIEW.sub("", without_courtesy(question)).strip(" ?!.:,")


def wants_latest(question: str) -> bool:
    """Whether the newest is to come first."""
    return bool(_LATEST.search(question))


def identity_of(question: str) -> str:
    """The name that a question asks the meaning of ("who is Alma Finch", "what is the Maru Belle"); "" if none."""
    found = _IDENTITY.match(without_courtesy(question))
    if not found or len(found["rest"].split()) > 5:
        return ""
    rest = found["rest"].strip()
    if found["who"].lower() == "who":
        return "" if _ROLE_WORDS.search(rest) else rest
    bare = re.sub(r"^(?:the|an?) ", "", rest, flags=re.IGNORECASE)
    return bare if bare[:1].isupper() and not _ROLE_WORDS.search(bare) else ""


def _is_list(text: str) -> bool:
    found = _MANY.match(text)
    if not found:
        return False
    return not _NOT_PLURAL.intersection([*found["words"].lower().split(), found["noun"].lower()])
