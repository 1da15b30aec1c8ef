"""The source that a sentence attributes its statement to. Pure."""

from collections.abc import Iterator, Sequence
from itertools import chain

from rag.language.coreference import DATELINE, sayer_in, subject_of
from rag.language.entities import persons_in
from rag.language.numbers import numbers_in
from rag.language.patterns import Match, Pattern, load_patterns
from rag.language.quotations import without_quotations
from rag.language.sentences import Sentence
from rag.language.word_lists import word_class

_PATTERNS = load_patterns("attribution")
_SAYS = _PATTERNS["says"]
_COUNTS = _PATTERNS["counts"]
_GIVES = _PATTERNS["gives"]
_ACCORDING = _PATTERNS["according"]
_BY_COUNT = _PATTERNS["by_count"]
_ANNOUNCES = _PATTERNS["announces"]
_RELATIVE, _SHARED_SUBJECT = _PATTERNS["relative"], _PATTERNS["shared_subject"]
_BREAK = _PATTERNS["break"]
_STOPS_AFTER = _PATTERNS["stops_after"]
_PRONOUN = _PATTERNS["pronoun"]
_PRONOUNS = frozenset((*word_class("parties", "pronouns"), *word_class("parties", "pointers")))
_ROLE = _PATTERNS["role"]
_WHEN = _PATTERNS["when"]
_DETERMINERS = frozenset(word_class("parties", "determiners"))
_OPENING = _DETERMINERS.union(word_class("parties", "of_a_place"))
_TITLED = _PATTERNS["titled"]
_PEOPLE = frozenset(word_class("parties", "people"))
_APPOSED = _PATTERNS["apposed"]
_AUXILIARIES = frozenset(word_class("parties", "auxiliaries"))
_ASIDE = _PATTERNS["aside"]
LONGEST = 8
"""Words of a party's longest name."""


def attribution_of(sentence: Sentence) -> str:
    """Extract the source of a sentence's statement, as the article writes it ("Ukraine's air force").

    The sentence names it, or the one before does and this one goes on with "he said". "" is the article itself.
    """
    return attributed(sentence.text, sentence.before, sentence.piece.article.text)


def attributed(text: str, before: str = "", article: str = "") -> str:
    """Extract the source of a statement, as `attribution_of` does.

    Args:
        text: The sentence.
        before: The sentence before it, "" if there is none.
        article: The whole article, which says who is a person.
    """
    text, before = DATELINE.sub("", text), DATELINE.sub("", before)
    if party := next(_parties(text), ""):
        return party
    if pronoun := _PRONOUN.search(text):
        *_, last_party = "", *_parties(before), *_announced(before)
        is_person = pronoun[0].lower().startswith(("he", "she"))
        person = subject_of(persons_in(before, article), before) if is_person else None
        return last_party or sayer_in(before, article) or (person.text if person else "")
    return next(chain(_announced(before), _parties(text, (_COUNTS,))), "")


def _parties(text: str, patterns: Sequence[Pattern] = (_SAYS, _GIVES)) -> Iterator[str]:
    """Yield the parties that say something in a sentence, outside its quotations."""
    bare = without_quotations(_ASIDE.sub("", text))
    for match in _ACCORDING.finditer(bare):
        yield from _party(_STOPS_AFTER.split(bare[match.end() :])[0])
    for match in _BY_COUNT.finditer(bare):
        yield from _party(match["who"])
    for match in chain(_RELATIVE.finditer(bare), _SHARED_SUBJECT.finditer(bare)):
        yield from _party(match["who"])
    for pattern in patterns:
        for match in pattern.finditer(bare):
            yield from _beside(bare, match)


def _announced(before: str) -> Iterator[str]:
    """Yield the party whose figures a sentence announces, if it holds none itself."""
    match = _ANNOUNCES.search(before)
    if match and not any(numbers_in(before)):
        yield from _party(_STOPS_AFTER.split(match["who"] or match["by"])[0])


def _beside(text: str, says: Match) -> Iterator[str]:
    """Yield the party before a verb of saying, or behind it if the statement comes first: "“...,” said Mira Tal"."""
    before, behind = text[: says.start()].rstrip(), text[says.end() :].lstrip()
    if before.endswith((",", "”", '"')) and not _APPOSED.search(before) and behind.strip('.”"'):
        yield from _party(_STOPS_AFTER.split(behind)[0])
        return
    *earlier, last = _BREAK.split(before)[-1].rstrip(" ,").split(",")
    name = earlier[-1] if earlier and _ROLE.match(last.strip()) and _is_name(earlier[-1]) else last
    yield from list(_party(name)) or _party(before.split(",")[-1])


def _is_name(text: str) -> bool:
    words = text.split()
    return 0 < len(words) <= LONGEST and sum(word[:1].isupper() for word in words) >= len(words) - 1


def _party(text: str) -> Iterator[str]:
    """Yield the name of a party in `text`, without times around it; nothing if it has none."""
    bare = _WHEN.sub("", text.strip(" ,.“”\"'")).strip()
    words = bare.split()
    if any(numbers_in(bare)) or (words and words[-1].lower() in _AUXILIARIES):
        return
    opens = bool(words) and (words[0][0].isupper() or words[0].lower() in _OPENING or words[-1].lower() in _PEOPLE)
    opens = opens or bool(_TITLED.match(bare))
    if opens and len(words) <= LONGEST and _PRONOUNS.isdisjoint([words[0].lower()]):
        yield (
            f"{bare[0].lower()}{bare[1:]}" if words[0].lower() in _DETERMINERS else bare
        )  # as in the middle of a sentence
