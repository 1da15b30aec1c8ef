"""Finds known names in texts, in all their spellings, and roles with their holders at a date.

The names come from `names.txt`, whose first lines explain its format, and from the user's own files.
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
"""Capitalized words before a surname that are not first names. Any other such word makes it another person's name."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A known name in a text, from `start` to `end`. `words` are the folded words of its spelling."""

    words: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Spelling:
    """One spelling of a name. `doubtful` if its lower-case form is another word ("US" and "us")."""

    text: str
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Spellings:
    """A known name as a text writes it, and its other spellings in the order of the files."""

    text: str
    doubtful: bool
    others: tuple[Spelling, ...]


@dataclass(frozen=True, slots=True)
class Like:
    """A text whose spellings are to be used, and its publication day, which decides who holds a role."""

    text: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class _Sense:
    """A possible meaning of a spelling: an entity, or, with `role`, the holder of that role."""

    form: Form
    entity: Entity
    role: Role | None


class _Token(NamedTuple):
    """A word of a text, folded and as written."""

    word: str
    written: str
    start: int
    end: int


class Names:
    """All known names. Compared by identity, so that results can be cached per instance."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._by_first: dict[str, list[_Sense]] = {}
        self._by_words: dict[tuple[str, ...], list[_Sense]] = {}
        for entity in entities:
            senses = [_Sense(form, entity, None) for form in entity.forms]
            senses += [_Sense(form, entity, role) for role in entity.roles for form in role.forms]
            for sense in senses:
                self._by_first.setdefault(sense.form.words[0], []).append(sense)
                self._by_words.setdefault(sense.form.words, []).append(sense)
        self.first_words = self._by_first.keys()
        """Words that a name may begin with."""
        for senses in self._by_first.values():
            senses.sort(key=lambda sense: -len(sense.form.words))

    @classmethod
    def load(cls, files: Iterable[Path] = ()) -> Self:
        """Load our names and those of `files`. A line with the same first name as an earlier one extends it.

        Raises:
            UsageError: A file cannot be read, or has an invalid line.
        """
        entities: dict[tuple[str, ...], Entity] = {}
        for entity in (entity for file in (OURS, *files) for entity in read_names(file, folded_words)):
            before = entities.get(entity.forms[0].words)
            entities[entity.forms[0].words] = before.and_also(entity) if before else entity
        return cls(entities.values())

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Return the known names of `text` in order. If two begin at the same word, the longer one counts."""
        return _mentions(self, text)

    def is_role(self, mention: Mention) -> bool:
        """Return whether a mention is a role only, not a name."""
        return all(sense.role for sense in self._by_words[mention.words])

    def has_role(self, mention: Mention) -> bool:
        """Return whether a mention is a role, or an entity with a known role."""
        return any(sense.entity.roles for sense in self._by_words[mention.words])

    def titles(self, mention: Mention, day: date | None) -> frozenset[str]:
        """Return the words of the roles that the mentioned entity held on a day."""
        roles = [role for sense in self._by_words[mention.words] for role in sense.entity.roles if role.holds(day)]
        return frozenset(word for role in roles for form in role.forms for word in form.words)

    def stands_in(self, mention: Mention, text: str, day: date | None = None) -> bool:
        """Return whether `text`, published on `day`, mentions the same entity in any spelling."""
        wanted = {form.words for form in self._same(mention.words, day)}
        return any(other.words in wanted for other in self.mentions(text))

    def spellings(self, text: str) -> tuple[Spellings, ...]:
        """Return each known name of `text` once, with its other spellings. A role includes all its holders ever."""
        names = dict.fromkeys((mention.words, text[mention.start : mention.end]) for mention in self.mentions(text))
        return tuple(
            Spellings(written, self._is_doubtful(words, written), self._others(words, written))
            for words, written in names
        )

    def respelt(self, text: str, likes: Sequence[Like], *, roles: bool = True, ever: bool = False) -> str:
        """Replace each known name with the spelling that other texts use.

        Args:
            text: Text to respell.
            likes: Texts whose spellings are used. A name that they spell like `text` stays as it is.
            roles: Whether roles are replaced too.
            ever: Whether a role means anyone who ever held it.
        """
        reached = len(text)  # everything after this position is done
        for mention in reversed(self.mentions(text)):
            is_title = self.is_role(mention) and _NAME_FOLLOWS.match(text, mention.end)
            if mention.end <= reached and not is_title and (roles or not self.is_role(mention)):
                start, words = self._instead(text, mention, likes, ever)
                if words:
                    text, reached = text[:start] + words + text[mention.end :], start
        return text

    def found_at(self, text: str, tokens: Sequence[_Token], at: int) -> _Sense | None:
        """Return the longest known name that begins at this word of a text, or None."""
        for sense in self._by_first.get(tokens[at].word, ()):
            run = tokens[at : at + len(sense.form.words)]
            if tuple(token.word for token in run) == sense.form.words and _is_written(sense.form, run, text):
                return sense
        return None

    def _same(self, words: tuple[str, ...], day: date | None, *, ever: bool = False) -> Iterator[Form]:
        """Yield every spelling of what these words name, with roles and their holders on `day` (or, if `ever`, all)."""
        for sense in self._by_words[words]:
            if sense.role:
                yield from sense.role.forms
            if not sense.role or ever or sense.role.holds(day):
                yield from sense.entity.forms
            if not sense.role:
                yield from (form for role in sense.entity.roles if role.holds(day) for form in role.forms)

    def _others(self, words: tuple[str, ...], written: str) -> tuple[Spelling, ...]:
        """Return the other spellings, none part of this one; "U.S." and "US" differ, as an index tokenizes them so."""
        spellings: dict[str, Spelling] = {}
        for form in self._same(words, None, ever=True):
            pointed = form.words == words and ("." in form.text) != ("." in written)
            if pointed or not _overlap(form.words, words):
                spelling = Spelling(form.text, self._is_doubtful(form.words, form.text))
                spellings.setdefault(form.text.casefold(), spelling)
        return tuple(spellings.values())

    def _is_doubtful(self, words: tuple[str, ...], written: str) -> bool:
        """Return whether a spelling matches only with its capitals, and has no points."""
        return "." not in written and all(sense.form.exact for sense in self._by_words[words])

    def _instead(self, text: str, mention: Mention, likes: Sequence[Like], ever: bool) -> tuple[int, str]:
        """Return (start, replacement) for a mention; the replacement "" keeps it."""
        candidates = [(like, other) for like in likes for other in self.mentions(like.text)]
        if any(_overlap(other.words, mention.words) for _, other in candidates):
            return mention.start, ""
        same = [
            (like, other)
            for like, other in candidates
            if other.words in {form.words for form in self._same(mention.words, like.day, ever=ever)}
        ]
        if not same:
            return mention.start, ""
        like, best = min(
            same,
            key=lambda pair: (self.is_role(pair[1]), abs(len(pair[1].words) - len(mention.words))),
        )
        written = like.text[best.start : best.end]
        start = self._start(text, mention, best)
        if _THE.search(like.text[: best.start]) and (self.is_role(best) or _THE.match(text[start : start + 4])):
            written = f"the {written}"
        return start, written if text[:start].strip() else written[0].upper() + written[1:]

    def _start(self, text: str, mention: Mention, instead: Mention) -> int:
        """Return where the text to replace begins: before "the", and before a title that the new role repeats."""
        start = mention.start
        if self.is_role(instead):
            roles = [role for sense in self._by_words[mention.words] for role in sense.entity.roles]
            titles = {word for role in roles for form in role.forms for word in form.words}
            for token in reversed(_tokens(text[:start])):
                if text[token.end : start] != " " or token.word not in titles:
                    break
                start = token.start
        article = _THE.search(text[:start])
        return article.start() if article else start


def folded_words(text: str) -> tuple[str, ...]:
    """Return the words of a text as spellings are compared: without case, accents and points."""
    return tuple(token.word for token in _tokens(text))


@cache
def our_names() -> Names:
    """Return the names that come with the project, loaded once."""
    return Names.load()


@lru_cache(maxsize=4096)
def _mentions(names: Names, text: str) -> tuple[Mention, ...]:
    tokens = _tokens(text)
    mentions: list[Mention] = []
    for at, token in enumerate(tokens):
        inside = mentions and token.start < mentions[-1].end
        sense = None if inside or token.word not in names.first_words else names.found_at(text, tokens, at)
        if sense and not _is_another(text, tokens, at, sense):
            last = tokens[at + len(sense.form.words) - 1]
            mentions.append(Mention(sense.form.words, token.start, last.end))
    return tuple(mentions)


def _tokens(text: str) -> list[_Token]:
    return [_Token(_folded(match[0]), match[0], match.start(), match.end()) for match in _WORD.finditer(text)]


@lru_cache(maxsize=16384)
def _folded(word: str) -> str:
    plain = word.replace(".", "").casefold()
    if plain.isascii():
        return plain
    letters = unicodedata.normalize("NFKD", plain)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _is_written(form: Form, run: Sequence[_Token], text: str) -> bool:
    """Return whether words have the capitals of a name. Text in lower case passes; one in capitals proves nothing."""
    if not form.exact:
        capitals = zip(run, form.capitals, strict=True)
        return all(token.written[0].isupper() for token, wanted in capitals if wanted) or text == text.lower()
    if not form.upper:
        return all(token.written[0].isupper() for token in run)
    [token] = run
    return token.written.isupper() and ("." in token.written or " " not in text or text != text.upper())


def _is_another(text: str, tokens: Sequence[_Token], at: int, sense: _Sense) -> bool:
    """Return whether the words end another name: Jill Biden is not Joe, Latin America is not the United States."""
    surname = sense.entity.roles and not sense.role
    if not (surname or (sense.form.exact and not sense.form.upper)) or len(sense.form.words) > 1 or at == 0:
        return False
    before = tokens[at - 1]
    titles = {word for role in sense.entity.roles for form in role.forms for word in form.words}
    adjacent = text[before.end : tokens[at].start] == " " and before.written[0].isupper()
    return adjacent and before.word not in _BEFORE_SURNAMES and before.word not in titles


def _overlap(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether one spelling is part of the other, as a surname is of a full name."""
    shorter, longer = sorted((one, other), key=len)
    return any(longer[at : at + len(shorter)] == shorter for at in range(len(longer) - len(shorter) + 1))
