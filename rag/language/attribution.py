"""According to whom a sentence says what it says. Pure."""

from collections.abc import Iterator, Sequence
from itertools import chain

from rag.language.coreference import DATELINE, sayer_in, subject_of
from rag.language.entities import persons_in
from rag.language.numbers import numbers_in
from rag.language.patterns import Match, Pattern, load_patterns
from rag.language.quotations import without_quotations
from rag.language.sentence import Sentence
from rag.language.word_lists import word_set

_PATTERNS = load_patterns("attribution")
_SAYS = _PATTERNS["says"]
_COUNTS = _PATTERNS["counts"]
_GIVES = _PATTERNS["gives"]
_ACCORDING = _PATTERNS["according"]
_BY_COUNT = _PATTERNS["by_count"]
_ANNOUNCES = _PATTERNS["announces"]
_CONTRADICTS = _PATTERNS["contradicts"]
_CORRECTS = _PATTERNS["corrects"]
_BREAK = _PATTERNS["break"]
_STOPS_AFTER = _PATTERNS["stops_after"]
_PRONOUN = _PATTERNS["pronoun"]
_PRONOUNS = word_set("he she they it i we who which that you one his her their its there this")
_ROLE = _PATTERNS["role"]
_WHEN = _PATTERNS["when"]
_OPENING = word_set("the a an its his her their our another one some several local regional city state")
_TITLED = _PATTERNS["titled"]
_ARTICLES = ("The", "A", "An", "Its", "His", "Her", "Their", "One", "Some", "Another", "Several", "Local", "Regional")
_BODIES = word_set(
    "officials police doctors rescuers authorities officers investigators prosecutors organisers residents"
)
_APPOSED = _PATTERNS["apposed"]
_PASSIVE = word_set("was were been be is are being had have has")
_ASIDE = _PATTERNS["aside"]
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


def _parties(text: str, patterns: Sequence[Pattern] = (_SAYS, _GIVES)) -> Iterator[str]:
    """The parties that a sentence names as having said something, outside of its quotations."""
    bare = without_quotations(_ASIDE.sub("", text))
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


def _beside(text: str, says: Match) -> Iterator[str]:
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
