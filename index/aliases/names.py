"""Names that are spelt in several ways, and the roles of people with their dates: what a text may call the same.

They come from `names.txt`, whose head says how a line is written, and from files of the user's own.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple, Self

from index.aliases.names_file import Entity, Form, Role, read_names

OURS = Path(__file__).with_name("names.txt")
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]\.[^\W\d_](?![^\W_.])|[^\W_]+")
_NAME_FOLLOWS = re.compile(r" [A-Z]")
_THE = re.compile(r"\bthe $", re.IGNORECASE)
_BEFORE_SURNAMES = frozenset(
    re.findall(
        r"\w+",
        """
        mr mrs ms dr sir president prime minister chancellor premier leader general commander chief secretary king and
        but in on at as when while if for with after before since though although because by to from of that what who
        how why did does is was has had will would can could may then so yet even only january february march april june
        july august september october november december monday tuesday wednesday thursday friday saturday sunday
        """,
    )
)
"""With a capital before a surname these are no first name: any other word there makes it another person."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A known name where it stands in a text; `words` are those of the spelling, folded."""

    words: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as it may be written; `doubtful` where its words in lower case are others ("US")."""

    text: str
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Spellings:
    """A stretch of a text that is a known name, and how else it may be written, in the order of the files."""

    text: str
    doubtful: bool
    others: tuple[Spelling, ...]


@dataclass(frozen=True, slots=True)
class Like:
    """A text by which names are spelt, and the day it was published: a role counts as its holder on that day alone."""

    text: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class _Sense:
    """What a spelling may stand for: somebody, or (with `role`) whoever has the role."""

    form: Form
    entity: Entity
    role: Role | None


class _Token(NamedTuple):
    """A word of a text, folded, and as it is written."""

    word: str
    written: str
    start: int
    end: int


class Names:
    """Every known name. Two are never equal, so that what is found by them can be kept."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._by_first: dict[str, list[_Sense]] = {}
        self._by_words: dict[tuple[str, ...], list[_Sense]] = {}
        for entity in entities:
            every = [_Sense(form, entity, None) for form in entity.forms]
            every += [_Sense(form, entity, role) for role in entity.roles for form in role.forms]
            for sense in every:
                self._by_first.setdefault(sense.form.words[0], []).append(sense)
                self._by_words.setdefault(sense.form.words, []).append(sense)
        self.first_words = self._by_first.keys()
        """The words with which a name may begin."""
        for senses in self._by_first.values():
            senses.sort(key=lambda sense: -len(sense.form.words))

    @classmethod
    def load(cls, files: Iterable[Path] = ()) -> Self:
        """Ours, and those of `files`. A line that begins as an earlier one does adds to it.

        Raises:
            UsageError: a file cannot be read, or a line is not as it should be.
        """
        entities: dict[tuple[str, ...], Entity] = {}
        for entity in (entity for file in (OURS, *files) for entity in read_names(file, folded_words)):
            before = entities.get(entity.forms[0].words)
            entities[entity.forms[0].words] = before.and_also(entity) if before else entity
        return cls(entities.values())

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """The known names of `text`, in order; of two that begin at one word the longer."""
        return _mentions(self, text)

    def is_role(self, mention: Mention) -> bool:
        """Whether it is a role, and no name."""
        return all(sense.role for sense in self._by_words[mention.words])

    def has_role(self, mention: Mention) -> bool:
        """Whether it is a role, or somebody of whom one is known."""
        return any(sense.entity.roles for sense in self._by_words[mention.words])

    def titles(self, mention: Mention, day: date | None) -> frozenset[str]:
        """The words of the roles that somebody had on that day: whoever has one may be called by it."""
        roles = [role for sense in self._by_words[mention.words] for role in sense.entity.roles if role.holds(day)]
        return frozenset(word for role in roles for form in role.forms for word in form.words)

    def stands_in(self, mention: Mention, text: str, day: date | None = None) -> bool:
        """Whether `text`, published on `day`, has what `mention` names, in any spelling."""
        wanted = {form.words for form in self._same(mention.words, day)}
        return any(found.words in wanted for found in self.mentions(text))

    def spellings(self, text: str) -> tuple[Spellings, ...]:
        """Each known name of `text` once, with its other spellings; a role with everybody who ever had it."""
        found = dict.fromkeys((one.words, text[one.start : one.end]) for one in self.mentions(text))
        return tuple(
            Spellings(written, self._is_doubtful(words, written), self._others(words, written))
            for words, written in found
        )

    def respelt(self, text: str, likes: Sequence[Like], *, roles: bool = True, ever: bool = False) -> str:
        """`text` with each known name spelt as in one of `likes`, where they have it in other spellings alone.

        `roles` False leaves roles as they are; with `ever` they count as whoever had them at any time.
        """
        reached = len(text)  # what is behind it is respelt already
        for mention in reversed(self.mentions(text)):
            is_title = self.is_role(mention) and _NAME_FOLLOWS.match(text, mention.end)
            if mention.end <= reached and not is_title and (roles or not self.is_role(mention)):
                start, words = self._instead(text, mention, likes, ever)
                if words:
                    text, reached = text[:start] + words + text[mention.end :], start
        return text

    def found_at(self, text: str, tokens: Sequence[_Token], at: int) -> _Sense | None:
        """The longest known name that begins at this word of a text."""
        for sense in self._by_first.get(tokens[at].word, ()):
            run = tokens[at : at + len(sense.form.words)]
            if tuple(token.word for token in run) == sense.form.words and _is_written(sense.form, run, text):
                return sense
        return None

    def _same(self, words: tuple[str, ...], day: date | None, *, ever: bool = False) -> Iterator[Form]:
        """Every spelling of what these words name; of roles and their holders those of that `day` (or `ever`)."""
        for sense in self._by_words[words]:
            if sense.role:
                yield from sense.role.forms
            if not sense.role or ever or sense.role.holds(day):
                yield from sense.entity.forms
            if not sense.role:
                yield from (form for role in sense.entity.roles if role.holds(day) for form in role.forms)

    def _others(self, words: tuple[str, ...], written: str) -> tuple[Spelling, ...]:
        """The other spellings, of which none is a part of this one; "U.S." is other than "US" for an index of words."""
        found: dict[str, Spelling] = {}
        for form in self._same(words, None, ever=True):
            pointed = form.words == words and ("." in form.text) != ("." in written)
            if pointed or not _overlap(form.words, words):
                found.setdefault(form.text.casefold(), Spelling(form.text, self._is_doubtful(form.words, form.text)))
        return tuple(found.values())

    def _is_doubtful(self, words: tuple[str, ...], written: str) -> bool:
        """Whether a spelling is found as it is written alone, and for its letters, not for its points."""
        return "." not in written and all(sense.form.exact for sense in self._by_words[words])

    def _instead(self, text: str, mention: Mention, likes: Sequence[Like], ever: bool) -> tuple[int, str]:
        """What to write for a mention, and from where on; "" leaves it."""
        there = [(like, other) for like in likes for other in self.mentions(like.text)]
        if any(_overlap(other.words, mention.words) for _, other in there):
            return mention.start, ""
        same = [
            (like, other)
            for like, other in there
            if other.words in {form.words for form in self._same(mention.words, like.day, ever=ever)}
        ]
        if not same:
            return mention.start, ""
        like, best = min(
            same,
            key=lambda one: (self.is_role(one[1]), abs(len(one[1].words) - len(mention.words))),
        )
        written = like.text[best.start : best.end]
        start = self._start(text, mention, best)
        if _THE.search(like.text[: best.start]) and (self.is_role(best) or _THE.match(text[start : start + 4])):
            written = f"the {written}"
        return start, written if text[:start].strip() else written[0].upper() + written[1:]

    def _start(self, text: str, mention: Mention, instead: Mention) -> int:
        """Where a mention begins with its article, and with a title that the role in its place repeats."""
        start = mention.start
        if self.is_role(instead):
            roles = [role for sense in self._by_words[mention.words] for role in sense.entity.roles]
            own = {word for role in roles for form in role.forms for word in form.words}
            for token in reversed(_tokens(text[:start])):
                if text[token.end : start] != " " or token.word not in own:
                    break
                start = token.start
        article = _THE.search(text[:start])
        return article.start() if article else start


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a text in the form in which spellings are compared: no case, no accents, no points."""
    return tuple(token.word for token in _tokens(text))


@cache
def our_names() -> Names:
    """The names that come with the project, read once."""
    return Names.load()


@lru_cache(maxsize=4096)
def _mentions(names: Names, text: str) -> tuple[Mention, ...]:
    tokens = _tokens(text)
    found: list[Mention] = []
    for at, token in enumerate(tokens):
        inside = found and token.start < found[-1].end
        sense = None if inside or token.word not in names.first_words else names.found_at(text, tokens, at)
        if sense and not _is_another(text, tokens, at, sense):
            last = tokens[at + len(sense.form.words) - 1]
            found.append(Mention(sense.form.words, token.start, last.end))
    return tuple(found)


def _tokens(text: str) -> list[_Token]:
    return [_Token(_folded(match[0]), match[0], match.start(), match.end()) for match in _WORD.finditer(text)]


@lru_cache(maxsize=16384)
def _folded(word: str) -> str:
    plain = word.replace(".", "").casefold()
    if plain.isascii():
        return plain
    return "".join(one for one in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(one))


def _is_written(form: Form, run: Sequence[_Token], text: str) -> bool:
    """Whether words have the capitals of a name. A text without any is careless; in one of nothing else, no word is a
    short form for its capitals."""
    if not form.exact:
        capitals = zip(run, form.capitals, strict=True)
        return all(token.written[0].isupper() for token, wanted in capitals if wanted) or text == text.lower()
    if not form.upper:
        return all(token.written[0].isupper() for token in run)
    [token] = run
    return token.written.isupper() and ("." in token.written or " " not in text or text != text.upper())


def _is_another(text: str, tokens: Sequence[_Token], at: int, sense: _Sense) -> bool:
    """Whether another name ends so: Jill Biden is not Joe, and Latin America not the United States."""
    surname = sense.entity.roles and not sense.role
    if not (surname or (sense.form.exact and not sense.form.upper)) or len(sense.form.words) > 1 or at == 0:
        return False
    before = tokens[at - 1]
    own = {word for role in sense.entity.roles for form in role.forms for word in form.words}
    beside = text[before.end : tokens[at].start] == " " and before.written[0].isupper()
    return beside and before.word not in _BEFORE_SURNAMES and before.word not in own


def _overlap(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one spelling is a part of the other (a surname, of a full name)."""
    shorter, longer = sorted((one, other), key=len)
    return any(longer[at : at + len(shorter)] == shorter for at in range(len(longer) - len(shorter) + 1))
