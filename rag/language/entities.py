"""Names in a text, and which of them are people's. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rag.language.patterns import Match, load_patterns
from rag.language.word_lists import data_table, word_class, word_list

TITLES = frozenset((*word_class("titles", "courtesy"), *word_class("titles", "office")))
ROLES = "|".join(word_list("roles"))
"""The roles, as alternatives of a pattern."""
_PARTICLES = frozenset(word_list("name_particles"))
_PLACE_OR_BODY = frozenset(word_list("places_and_bodies"))
MONTHS_AND_DAYS = frozenset((*data_table("calendar", "months"), *data_table("calendar", "weekdays")))
_PATTERNS = load_patterns("entities")
_WORD, _POSSESSIVE = _PATTERNS["word"], _PATTERNS["possessive"]
_SMALL = frozenset(word_list("sentence_openers"))
_SAID_BEFORE = _PATTERNS["said_before"]
_PERSON_AFTER = _PATTERNS["person_after"]


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name, without a possessive ending, and its offsets in a text."""

    text: str
    start: int
    end: int

    @property
    def words(self) -> tuple[str, ...]:
        """The words in lower case, without full stops."""
        return tuple(word.lower().strip(".") for word in self.text.split())

    @property
    def bare(self) -> tuple[str, ...]:
        """The words without titles."""
        return tuple(word for word in self.words if word not in TITLES)


@lru_cache(maxsize=512)
def names_in(text: str) -> tuple[NameMention, ...]:
    """Return the names of `text` in order.

    The first word of a sentence is a name only if another capital follows, or if it is not a common word.
    """
    return tuple(_names(text))


def _names(text: str) -> Iterator[NameMention]:
    run: list[Match] = []
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


def _name(text: str, run: list[Match]) -> NameMention | None:
    while run and run[0][0].lower() in _SMALL:
        run = run[1:]
    while run and not _capital(run[-1][0]):
        run = run[:-1]
    if not run or all(word[0].lower() in MONTHS_AND_DAYS for word in run):
        return None
    start, end = run[0].start(), run[-1].end()
    bare = _POSSESSIVE.sub("", text[start:end])
    return NameMention(bare, start, start + len(bare)) if len(bare) > 1 else None


def persons_in(text: str, article: str) -> list[NameMention]:
    """Return the names of `text` that certainly belong to people.

    A title, a role or an age beside the name shows it, or the full name elsewhere in the article.

    Args:
        text: A sentence.
        article: The whole article.
    """
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
    """Return the last words of the full names that the article marks as people's."""
    return frozenset(
        name.bare[-1]
        for name in names_in(article)
        if len(name.bare) > 1 and _marked(name, article) and not _PLACE_OR_BODY.intersection(name.bare)
    )
