"""Names in a sentence, and which of them are surely people. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rag.language.word_lists import word_set

TITLES = word_set(
    """
    mr mrs ms miss dr prof professor sir dame lord lady president mayor minister governor senator captain judge
    general colonel commander king queen prince princess chancellor sheriff bishop pope rabbi imam father sister
    officer representative congressman congresswoman secretary
    """
)
ROLES = (
    r"mayor|president|minister|chief|director|spokes(?:man|woman|person)|chair(?:man|woman)?|leader|head|commander|"
    r"governor|judge|professor|officer|official|advis[eo]r|engineer|editor|coach|captain|secretary|senator|deputy|"
    r"lawyer|analyst|author|writer|singer|actor|actress|composer|cellist|farmer|baker|teacher|founder|owner|manager|"
    r"member|candidate|executive|firefighter|scientist|researcher|economist|driver|pilot|doctor|nurse|student|widow|"
    r"daughter|son|wife|husband|brother|sister|mother|father"
)
_PARTICLES = word_set(
    """
    de del della van von der den al bin ibn la le da dos di
    """
)
_PLACE_OR_BODY = word_set(
    """
    air force ministry council university observatory bank group party union city town county bay port cape mount
    lake river island islands valley hills street road house court office post times tribune courier wire ledger
    gazette lines optics inc ltd corp company co association agency club school hospital church state states nations
    kingdom north south east west northern southern eastern western new old united centre center park square bridge
    """
)
MONTHS_AND_DAYS = word_set(
    """
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday
    """
)
_WORD = re.compile(r"[^\W_](?:[\w'’.-]*\w)?")
_SMALL = word_set(
    """
    the a an and but or in on at of for from to by with as it he she they we i you his her its their this that these
    those there when while after before since if because although some many most more about one two three four five
    six seven eight nine ten all no not only every each both what who how why where then now so yet still even also
    our my your another other several half
    """
)
_SAID_BEFORE = re.compile(rf"(?:\b(?:{ROLES}),?|\b(?:said|added|wrote|told|asked|named|called)) $", re.IGNORECASE)
_PERSON_AFTER = re.compile(
    r"^ (?:was (?:re-?)?(?:elected|born|arrested|jailed|sentenced)|resigned|died)\b|"
    rf"^(?:, (?:who\b|aged?\b|\d{{2}},|(?:an?|the)\b[^,.]{{0,40}}\b(?:{ROLES})\b|\d{{2}}\b))",
    re.I,
)


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name where it stands in a text, without a possessive ending."""

    text: str
    start: int
    end: int

    @property
    def words(self) -> tuple[str, ...]:
        """Its words, lower-case, without points."""
        return tuple(word.lower().strip(".") for word in self.text.split())

    @property
    def bare(self) -> tuple[str, ...]:
        """Its words without titles."""
        return tuple(word for word in self.words if word not in TITLES)


@lru_cache(maxsize=512)
def names_in(text: str) -> tuple[NameMention, ...]:
    """The names of `text` in order. The first word of a sentence is one only where another capital follows it, or where
    it is no common word."""
    return tuple(_names(text))


def _names(text: str) -> Iterator[NameMention]:
    run: list[re.Match[str]] = []
    for word in [*_WORD.finditer(text), None]:
        if word and run and text[run[-1].end() : word.start()] in (" ", ". ", "\u00a0"):
            abbreviated = run[-1][0].lower() in TITLES or len(run[-1][0]) == 1
            joined = text[run[-1].end() : word.start()] != ". " or abbreviated
            if joined and (_capital(word[0]) or word[0].lower() in _PARTICLES):
                run.append(word)
                continue
        if name := _name(text, run):
            yield name
        run = [word] if word and _capital(word[0]) else []


def _capital(word: str) -> bool:
    return word[0].isupper()


def _name(text: str, run: list[re.Match[str]]) -> NameMention | None:
    while run and run[0][0].lower() in _SMALL:
        run = run[1:]
    while run and not _capital(run[-1][0]):
        run = run[:-1]
    if not run or all(word[0].lower() in MONTHS_AND_DAYS for word in run):
        return None
    start, end = run[0].start(), run[-1].end()
    bare = re.sub(r"['’]s?$", "", text[start:end])
    return NameMention(bare, start, start + len(bare)) if len(bare) > 1 else None


def persons_in(text: str, article: str) -> list[NameMention]:
    """The names of `text` that are surely people, by a title, a role beside them, an age, or their full name elsewhere
    in the article."""
    surnames = _surnames(article)
    return [name for name in names_in(text) if _is_person(name, text, surnames)]


def _is_person(name: NameMention, text: str, surnames: frozenset[str]) -> bool:
    if not name.bare or _PLACE_OR_BODY.intersection(name.bare) or name.text.isupper():
        return False
    if len(name.bare) == 1:
        return name.words[0] in TITLES or name.bare[0] in surnames
    return name.bare[-1] in surnames or _marked(name, text)


def _marked(name: NameMention, text: str) -> bool:
    titled = len(name.bare) < len(name.words)
    return titled or bool(_SAID_BEFORE.search(text[: name.start]) or _PERSON_AFTER.match(text[name.end :]))


@lru_cache(maxsize=256)
def _surnames(article: str) -> frozenset[str]:
    """The last words of the full names that the article marks as people's."""
    return frozenset(
        name.bare[-1]
        for name in names_in(article)
        if len(name.bare) > 1 and _marked(name, article) and not _PLACE_OR_BODY.intersection(name.bare)
    )
