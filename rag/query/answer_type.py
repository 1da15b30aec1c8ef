"""The kind of answer that a question asks for, and whether a span is of that kind."""

import re
from typing import Literal

AnswerType = Literal["number", "amount", "date", "person", "place", "organisation", "open"]
"""`amount` is a sum of money; `open` is everything that is none of the others (what, why, how)."""
COUNTING: tuple[AnswerType, ...] = ("number", "amount")
"""Answer types that a figure fills."""

_QUANTITY_UNITS = "much|many|far|long|old|tall|high|big|large|deep|fast|often|heavy|wide|late|young|close|near"
_SUMS = r"price|cost|fee|fine|salary|wage|budget|revenue|profit|loss|bill|reward|prize money|damages|debt|turnover"
_COUNTS = (
    r"number|percentage|share|amount|total|toll|turnout|score|rate|size|length|height|depth|weight|age|distance|population|"
    r"median age|capacity|speed|circulation|attendance"
)
_PEOPLE = (
    r"man|men|woman|women|person|people|politician|minister|president|official|mayor|senator|judge|player|actor|"
    r"singer|author|leader|director|chief executive|ceo|coach|candidate|scientist|spokes(?:man|woman|person)|governor"
)
_PLACES = (
    r"city|cities|town|country|countries|place|region|state|village|street|neighbou?rhood|island|river|district|"
    r"province|continent|building|airport|county|counties|area|port|venue"
)
_ORGANISATIONS = (
    r"company|companies|organi[sz]ation|party|parties|team|club|group|agency|agencies|newspaper|university|"
    r"universities|firm|bank|union|ministry|outlet|network"
)
_PATTERNS: tuple[tuple[AnswerType, str], ...] = (
    ("amount", r"\bhow much (?:\w+ ){0,8}?(?:costs?|paid|pays?|spen[dt]|worth|money|earn\w*|donated?|raised?|owed?)\b"),
    ("amount", rf"\bwhat (?:is|was|were|are)?\s*(?:the )?(?:[\w'’]+ ){{0,2}}(?:{_SUMS})\b"),
    ("amount", r"^\W*(?:the )?(?:\w+ ){0,2}(?:price|cost)s? (?:of|for)\b"),
    ("number", rf"\bhow (?:{_QUANTITY_UNITS})\b"),
    ("number", rf"\bwhat (?:is|was|were|are)?\s*(?:the )?(?:[\w'’]+ ){{0,2}}(?:{_COUNTS})\b"),
    ("number", r"^\W*(?:the )?(?:number of|turnout\b|death toll\b)"),
    ("date", r"\bwhen\b|\b(?:what|which) (?:day|date|year|month|time|week|century|season)\b|\bsince when\b"),
    ("date", r"^\W*(?:the )?date of\b"),
    ("person", rf"\bwho(?:m|se)?\b|\b(?:what|which) (?:\w+ )?(?:{_PEOPLE})s?\b"),
    ("person", rf"^\W*(?:the )?(?:name of the )?(?:{_PEOPLE}) of\b"),
    ("place", rf"\bwhere\b|\b(?:what|which) (?:other )?(?:\w+ )?(?:{_PLACES})s?\b"),
    ("organisation", rf"\b(?:what|which) (?:other )?(?:\w+ )?(?:{_ORGANISATIONS})s?\b"),
    ("open", r"\b(?:what|which|why|how)\b"),
)
_NUMBER_WORDS = tuple(
    re.findall(
        r"\w+",
        """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
    hundreds thousand thousands million millions billion billions trillion dozen dozens half third
    quarter once twice both no none nobody several couple
""",
    )
)
_MONTHS = tuple(
    re.findall(
        r"\w+",
        """
    january february march april may june july august september october november december
""",
    )
)
_DAYS = tuple(
    re.findall(
        r"\w+",
        """
    monday tuesday wednesday thursday friday saturday sunday
""",
    )
)
_DATE = re.compile(
    rf"\b(?:{'|'.join(_MONTHS)}|{'|'.join(_DAYS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|"
    r"today|yesterday|tomorrow|"
    r"last|next|ago|week|month|year|century|decade|summer|winter|spring|autumn|morning|afternoon|evening|night|noon|"
    r"midnight|hours?|days?|\d{4}|\d{1,2}:\d{2}|\d{4}s)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"\d|\b(?:{'|'.join(_NUMBER_WORDS)})\b", re.IGNORECASE)
_NOT_A_NAME = frozenset(
    [
        *_NUMBER_WORDS, *_DAYS, *_MONTHS, "on", "in", "at", "least", "about", "roughly", "the", "of", "and", "other",
        "others", "some", "many", "most", "more", "all", "it", "its", "them", "they", "their", "there", "here", "this",
        "that", "these", "those", "which", "who", "he", "she", "his", "her",
    ]
)  # fmt: skip

_OF_A_COUNTRY = re.compile(r"^(?:[A-Z][a-z]+[ -])?(?:American|German|Korean|[A-Z][a-z]+(?:(?<!tar)ian|ish|ese))$")
"""American, South Korean, British: whose somebody or something is."""


def answer_type_of(question: str) -> AnswerType:
    """The kind of answer that `question` asks for, by its first question word."""
    lowered = question.lower()
    found = [
        (match.start(), order, kind)
        for order, (kind, pattern) in enumerate(_COMPILED)
        if (match := pattern.search(lowered))
    ]
    return min(found)[2] if found else "open"


def fits_answer_type(kind: AnswerType, span: str) -> bool:
    """Whether `span` can be an answer of this kind, as far as its form shows.

    People and places need no capital ("police", "the coast"), but a number or a date is neither. "American" says
    whose an organisation is, not which.
    """
    if kind in ("number", "amount"):
        return bool(_NUMBER.search(span))
    if kind == "date":
        return bool(_DATE.search(span)) or any(character.isdigit() for character in span)
    if kind == "organisation" and _OF_A_COUNTRY.match(span.strip()):
        return False
    if kind in ("person", "place", "organisation"):
        words = re.findall(r"\w+", span.lower())
        return not all(word in _NOT_A_NAME or word.isdigit() for word in words)
    return True


_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)
