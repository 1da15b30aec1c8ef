"""The kind of answer that a question asks for, and whether a span is of that kind."""

import re
from typing import Literal

Kind = Literal["number", "date", "person", "place", "name", "open"]
"""`name` is anything with a name ("which company"); `open` is everything else (what, why, how)."""

_QUANTITY_UNITS = "much|many|far|long|old|tall|high|big|large|deep|fast|often|heavy|wide"
_PATTERNS: tuple[tuple[Kind, str], ...] = (
    ("number", rf"\bhow (?:{_QUANTITY_UNITS})\b"),
    (
        "number",
        r"\bwhat (?:is|was|were|are)?\s*(?:the )?(?:\w+ ){0,2}"
        r"(?:number|percentage|share|amount|price|cost|total|toll|turnout|score)\b",
    ),
    ("date", r"\bwhen\b|\b(?:what|which) (?:day|date|year|month|time)\b|\bsince when\b"),
    (
        "person",
        r"\bwho(?:m|se)?\b|\b(?:what|which) (?:man|woman|person|politician|minister|president|official|mayor)\b",
    ),
    (
        "place",
        r"\bwhere\b|\b(?:what|which) (?:\w+ )?(?:city|cities|town|country|countries|place|region|state|village|street|"
        r"neighbou?rhood|island|river|district|province|continent|building|airport)\b",
    ),
    (
        "name",
        r"\b(?:what|which) (?:\w+ )?(?:company|organi[sz]ation|party|team|club|group|agency|newspaper|university)\b",
    ),
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
_NOT_A_NAME = frozenset([*_NUMBER_WORDS, *_DAYS, *_MONTHS, "on", "in", "at", "least", "about", "roughly", "the", "of"])


def kind_of(question: str) -> Kind:
    """The kind of answer that `question` asks for, by its first question word."""
    lowered = question.lower()
    found = [
        (match.start(), order, kind)
        for order, (kind, pattern) in enumerate(_COMPILED)
        if (match := pattern.search(lowered))
    ]
    return min(found)[2] if found else "open"


def fits(kind: Kind, span: str) -> bool:
    """Whether `span` can be an answer of this kind, as far as its form shows.

    People and places need no capital ("police", "the coast"), but a number or a date is neither.
    """
    if kind == "number":
        return bool(_NUMBER.search(span))
    if kind == "date":
        return bool(_DATE.search(span)) or any(character.isdigit() for character in span)
    if kind in ("person", "place", "name"):
        words = re.findall(r"\w+", span.lower())
        return not all(word in _NOT_A_NAME or word.isdigit() for word in words)
    return True


_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)
