"""According to whom a sentence says what it says. Pure."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from rag.language.coreference import DATELINE, sayer_in, subject_of
from rag.language.entities import persons_in
from rag.language.numbers import numbers_in
from rag.language.quotations import quotation_spans
from rag.language.sentence import Sentence
from rag.language.word_lists import word_set

_SAYING = (
    r"said|says|told|tells|wrote|writes|added|adds|stated|claim(?:ed|s)(?!(?: the| \S+){1,2} lives)|announced|insisted|"
    r"declared|acknowledged|admitted|confirmed|reported|reports|estimated|estimates|maintained"
)
_SAYS = re.compile(rf"\s*\b(?:(?:had|has|have|also|later|then|now|first|initially)\s+)*(?:{_SAYING})\b", re.IGNORECASE)
_COUNTS = re.compile(r"\s*\b(?:(?:had|has|have)\s+)?(?:counted|recorded)\b", re.IGNORECASE)
"""What a party does that another may tell of: "engineers counted 19, the grid operator said"."""
_GIVES = re.compile(
    r"\s*\b(?:(?:has|had|have|later|now|first|initially)\s+)*(?:put|puts|kept|keeps|raised|lowered|revised|gave|gives|cut|"
    r"corrected|set)(?!\s+(?:the\s+)?(?:power|electricity|gas|water)\b)\s+"
    r"(?:to\s+)?(?:the|its|his|her|their|an?)\s+(?:(?:\w+\s+){0,2}(?:number|toll|figure|count|total|tally|cost|"
    r"estimate|turnout|dead|injured)\b|[^,;.“”]{0,80}?\s(?:at|as|to|from)\s)",
    re.IGNORECASE,
)
_ACCORDING = re.compile(
    r"\b(?:according to|in the words of|figures (?:from|of|released by)|citing|cited by|"
    r"a (?:count|tally|statement|report) (?:by|from|of)|by the (?:latest|newest|first) (?:count|tally) of|"
    r"as (?:reported|counted|estimated|stated|announced) by)\s+",
    re.IGNORECASE,
)
_BY_COUNT = re.compile(
    r"\b[Bb]y (?P<who>(?:[\w’'-]+\s){1,5}?[\w-]+)['’]s? (?:own )?(?:count|tally|estimate|figures|account)\b"
)
_ANNOUNCES = re.compile(
    r"(?P<who>^.{3,60}?)\s(?:spoke to (?:reporters|journalists|the press)\b|"
    r"(?:gave|published|released|issued|presented|had|announced)\s(?:its|his|her|their|an?|the|new)\s"
    r"(?:\w+\s){0,2}(?:count|figures?|statement|toll|update|tally|numbers?|report)\b)|"
    r"\b(?:count|figures?|statement|toll|update|tally|numbers?|report)\s(?:came|come|was released|were released|"
    r"was published|were published|released|published)\s(?:from|by)\s(?P<by>.{3,60})",
    re.IGNORECASE,
)
"""A sentence that only says whose figures follow."""
_CONTRADICTS = re.compile(
    r"\b(?:contradicted|disputed|denied|questioned) by (?P<who>.{3,60}?), (?:which|who)\b", re.IGNORECASE
)
_CORRECTS = re.compile(
    r"(?:^|[.;,]\s)(?P<who>[^.;,:]{3,60}?)\s(?:corrected (?:it|him|her|them)sel(?:f|ves)|disagreed|"
    r"gave a different (?:figure|count|number))\b",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"[;:]\s|[.“”\"]\s|[“”\"]|\b(?:that|and|but|as|when|while|after|before|which|who|where)\b", re.IGNORECASE
)
_STOPS_AFTER = re.compile(
    r"[,;:“”\"]|\.(?:\s|$)|\b(?:that|and|but|who|which|on|in|at|when|while|as|to|shortly|late|early|later|earlier)\b",
    re.I,
)
_PRONOUN = re.compile(rf"\b(?:he|she|they|it)(?:{_SAYS.pattern}|{_COUNTS.pattern})", re.IGNORECASE)
_PRONOUNS = word_set("he she they it i we who which that you one his her their its there this")
_ROLE = re.compile(r"^(?:an?|the|its|his|her|their)\s", re.IGNORECASE)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_WHEN = re.compile(
    r"^(?:(?:on|by|at|late|early|earlier|later|overnight|meanwhile|also|but|and|in|\d{1,2}[:.]\d{2}|"
    rf"(?:\d{{1,2}} )?(?:{_MONTHS})(?: \d{{1,2}},?)?|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"(?:the )?(?:morning|evening|afternoon|night|midday|noon|dawn))(?:\s+|$))*",
    re.IGNORECASE,
)
_OPENING = word_set("the a an its his her their our another one some several local regional city state")
_TITLED = re.compile(
    r"^(?:(?!(?:in|of|at|from|near|on|for|to|by|with)\b)[a-z][\w’'-]+\s){1,4}(?:[A-Z][\w’'-]+\s?){2,3}$"
)
"""A name with what its bearer is before it: "fire chief Odile Brandt"."""
_ARTICLES = ("The", "A", "An", "Its", "His", "Her", "Their", "One", "Some", "Another", "Several", "Local", "Regional")
_BODIES = word_set(
    "officials police doctors rescuers authorities officers investigators prosecutors organisers residents"
)
_APPOSED = re.compile(
    r"(?:^|[.;] |\band )(?:[\w’'-]+ ){0,3}[\w’'-]+, (?:(?!(?:was|were|had|have|has|is|are)\b)[^\W\d][\w’'-]* ?){1,6},$"
)
"""A name with a remark between commas before "said": its verb follows, not what it said."""
_PASSIVE = word_set("was were been be is are being had have has")
_ASIDE = re.compile(r",\s(?:however|meanwhile|too|in turn|for (?:its|his|her|their) part),", re.IGNORECASE)
LONGEST = 8
"""Words of the longest name of a party."""


def attribution_of(sentence: Sentence) -> str:
    """Who is said to have said it, as the article writes it ("Ukraine's air force"): by the sentence itself, or, where
    it goes on with "he said", by the one before; "" where the article says it itself."""
    return attributed(sentence.text, sentence.before, sentence.piece.article.text)


def attributed(text: str, before: str = "", article: str = "") -> str:
    """As `attribution_of`, of a sentence with the one before it in its article."""
    text, before = DATELINE.sub("", text), DATELINE.sub("", before)
    if found := next(_parties(text), ""):
        return found
    if pronoun := _PRONOUN.search(text):
        *_, last = "", *_parties(before), *_announced(before)
        person = (
            subject_of(persons_in(before, article), before) if pronoun[0].lower().startswith(("he", "she")) else None
        )
        return last or sayer_in(before, article) or (person.text if person else "")
    return next(chain(_announced(before), _parties(text, (_COUNTS,))), "")


def _parties(text: str, patterns: Sequence[re.Pattern[str]] = (_SAYS, _GIVES)) -> Iterator[str]:
    """The parties that a sentence names as having said something, outside of its quotations."""
    bare = _ASIDE.sub("", text)
    for start, end in reversed(quotation_spans(bare)):
        bare = f"{bare[:start]}“”{bare[end:]}"
    for match in _ACCORDING.finditer(bare):
        yield from _party(_STOPS_AFTER.split(bare[match.end() :])[0])
    for match in _BY_COUNT.finditer(bare):
        yield from _party(match["who"])
    for match in chain(_CONTRADICTS.finditer(bare), _CORRECTS.finditer(bare)):
        yield from _party(match["who"])
    for pattern in patterns:
        for match in pattern.finditer(bare):
            yield from _beside(bare, match)


def _announced(before: str) -> Iterator[str]:
    """Whose figures a sentence says to follow, where it holds none itself."""
    found = _ANNOUNCES.search(before)
    if found and not any(numbers_in(before)):
        yield from _party(_STOPS_AFTER.split(found["who"] or found["by"])[0])


def _beside(text: str, says: re.Match[str]) -> Iterator[str]:
    """Who stands before a word of saying, or behind it where what was said came first: "“...,” said Mira Tal"."""
    before, behind = text[: says.start()].rstrip(), text[says.end() :].lstrip()
    if before.endswith((",", "”", '"')) and not _APPOSED.search(before) and behind.strip('.”"'):
        yield from _party(_STOPS_AFTER.split(behind)[0])
        return
    *earlier, last = _BREAK.split(before)[-1].rstrip(" ,").split(",")
    name = earlier[-1] if earlier and _ROLE.match(last.strip()) and _is_name(earlier[-1]) else last
    yield from list(_party(name)) or _party(before.split(",")[-1])


def _is_name(text: str) -> bool:
    held = text.split()
    return 0 < len(held) <= LONGEST and sum(word[:1].isupper() for word in held) >= len(held) - 1


def _party(text: str) -> Iterator[str]:
    bare = _WHEN.sub("", text.strip(" ,.“”\"'")).strip()
    held = bare.split()
    if any(numbers_in(bare)) or (held and held[-1].lower() in _PASSIVE):
        return
    opens = bool(held) and (held[0][0].isupper() or held[0].lower() in _OPENING or held[-1].lower() in _BODIES)
    opens = opens or bool(_TITLED.match(bare))
    if opens and len(held) <= LONGEST and _PRONOUNS.isdisjoint([held[0].lower()]):
        yield f"{bare[0].lower()}{bare[1:]}" if held[0] in _ARTICLES else bare  # as in the middle of a sentence
