"""The page's texts: complete in every language, in the right one, with plurals and dates."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from index.catalogue.view import Counts
from index.readers.registry import suffixes
from rag.answering import digest, value, yes_no
from rag.answering.refusal import refuse
from ui.messages.language import in_language
from ui.messages.load import FOLDER, MessagesError, all_messages, messages_of
from ui.messages.messages import Messages
from ui.messages.phrase import Counted, Phrase
from ui.page.opening.welcome import welcome
from ui.page.static_files import script_words

STATIC = FOLDER.parent / "static"
SPEAKING = [file for file in sorted(STATIC.rglob("*.js")) if "say.js" in file.read_text(encoding="utf-8")]
ENGLISH, UKRAINIAN = in_language("en"), in_language("uk")


def texts(words: Messages) -> Iterator[tuple[str, str]]:
    """Yield every text of a language with its path."""
    for section in fields(words):
        if section.name == "locale":
            continue
        part = getattr(words, section.name)
        for one in fields(part):
            said, where = getattr(part, one.name), f"{section.name}.{one.name}"
            forms = (
                said.forms.values() if isinstance(said, Counted) else [said.text if isinstance(said, Phrase) else said]
            )
            yield from ((where, form) for form in forms)


def test_the_languages_are_those_of_the_files() -> None:
    assert set(all_messages()) == {file.stem for file in FOLDER.glob("*.toml")} >= {"en", "uk"}


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ('ask = "Ask"', "", "[views] lacks ask"),
        ('ask = "Ask"', 'ask = "Ask"\ntell = "Tell"', "[views] has tell"),
        ('ask = "Ask"', 'ask = ""', "[views] ask is empty or not a text"),
        ('ask = "Ask"', 'ask = "<b>Ask</b>"', "[views] ask has < >"),
        ('ask = "Ask"', 'ask = "Ask {who}"', "[views] ask must have these placeholders: none"),
        (
            'as_of = "As known on {day}"',
            'as_of = "As known on {date}"',
            "[answer] as_of must have these placeholders: {day}",
        ),
        ('as_of = "As known on {day}"', 'as_of = "As known on {day"', "[answer] as_of has an unmatched brace"),
        ('one = "{count} article", ', "", "[opening] holds lacks one"),
        (
            'one = "{count} article", ',
            'one = "one article", ',
            "[opening] holds one must have these placeholders: {count}",
        ),
        ("[views]", "[view]", "en.toml lacks views"),
        ("[views]", "[views", "write TOML"),
    ],
)
def test_a_file_that_is_not_whole_is_refused_with_what_to_do(
    tmp_path: Path, written: str, instead: str, said: str
) -> None:
    whole = (FOLDER / "en.toml").read_text(encoding="utf-8")
    assert written in whole
    file = tmp_path / "en.toml"
    file.write_text(whole.replace(written, instead, 1), encoding="utf-8")
    with pytest.raises(MessagesError, match=re.escape(said)):
        messages_of(file)


def test_a_language_has_the_plural_forms_that_it_needs(tmp_path: Path) -> None:
    file = tmp_path / "uk.toml"
    file.write_text((FOLDER / "en.toml").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(MessagesError, match="lacks few, many"):
        messages_of(file)


@pytest.mark.parametrize(
    ("asked", "accepted", "language"),
    [
        ("", "", "en"),
        ("uk", "en-US,en;q=0.9", "uk"),
        ("uk-UA", "", "uk"),
        ("", "uk-UA,uk;q=0.9,en;q=0.8", "uk"),
        ("", "en;q=0.5, uk", "uk"),
        ("", "de-DE,de;q=0.9,uk;q=0.3,en;q=0.2", "uk"),
        ("", "uk;q=0,en;q=0.1", "en"),
        ("", "uk;q=no,*;q=0.5", "en"),
        ("xx", "uk", "uk"),
        ("../../etc/passwd", "<script>", "en"),
    ],
)
def test_the_language_is_the_one_asked_for_else_the_best_accepted(asked: str, accepted: str, language: str) -> None:
    assert in_language(asked, accepted).language == language


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "Читаю 1 уривок"),
        (2, "Читаю 2 уривки"),
        (4, "Читаю 4 уривки"),
        (5, "Читаю 5 уривків"),
        (11, "Читаю 11 уривків"),
        (12, "Читаю 12 уривків"),
        (21, "Читаю 21 уривок"),
        (122, "Читаю 122 уривки"),
        (1400, "Читаю 1\u00a0400 уривків"),
    ],
)
def test_ukrainian_counts_as_ukrainian_does(count: int, said: str) -> None:
    assert UKRAINIAN.stages.reading_passages(count) == said


def test_days_and_numbers_are_written_in_the_language() -> None:
    day = date(2022, 11, 15)
    assert (ENGLISH.day(day), UKRAINIAN.day(day)) == ("15 November 2022", "15 листопада 2022")
    assert (ENGLISH.day(None), ENGLISH.number(1400)) == ("", "1,400")
    assert ENGLISH.opening.newest(1, day="today") == "1 article, from today"
    assert ENGLISH.opening.holds(1400) == "1,400 articles"


def test_ukrainian_is_in_ukrainian_letters_and_marks() -> None:
    names = re.compile(r"\{\w+\}|Citewell|Markdown|HTML|JSON Lines|JSON|CSV|TSV|gzip")
    for where, text in texts(UKRAINIAN):
        rest = names.sub("", text)
        assert not re.search("[A-Za-z'ыэъё]", rest), where
        assert re.search("[а-яіїєґ]", rest) or not re.search(r"\w", re.sub(r"\d", "", rest)), where


def test_what_answers_say_in_fixed_words_is_known_word_for_word() -> None:
    known = {getattr(ENGLISH.notices, one.name) for one in fields(ENGLISH.notices)} - {ENGLISH.notices.quoted}
    (empty,) = refuse("Who?", []).notices
    assert {empty.text, digest.NOTHING_THEN, value.ELSEWHEN} < known
    written = inspect.getsource(yes_no) + inspect.getsource(refuse)
    assert all(text in written for text in known - {empty.text, digest.NOTHING_THEN, value.ELSEWHEN})


@pytest.mark.parametrize("file", SPEAKING, ids=lambda file: file.name)
def test_a_script_is_given_every_word_that_it_asks_for(file: Path) -> None:
    given, script = script_words(ENGLISH), file.read_text(encoding="utf-8").replace("words.js", "")
    section = re.search(r"const texts = words\.(\w+);", script)
    asked = re.findall(r"\bwords\.(\w+)(?:\.(\w+))?", script)
    if section:
        asked += [(section[1], word) for word in re.findall(r"\btexts\.(\w+)", script)]
    for name, word in asked:
        assert name in given
        assert not word or word in given[name], (name, word)
    assert asked


@pytest.mark.parametrize("words", all_messages().values(), ids=all_messages())
def test_an_empty_store_names_every_kind_that_can_be_brought_in_and_both_ways(words: Messages) -> None:
    empty = Counts(0, 0, None)
    reader, administrator = welcome(words, empty), welcome(words, empty, administrator=True)
    assert ", ".join(suffixes()) in reader
    assert words.opening.empty_help in reader and "#articles" not in reader
    assert administrator.index(words.articles.begin) < administrator.index(words.opening.empty_or)
