"""The lexical index alone."""

import shutil
from pathlib import Path

import pytest
import tantivy

from index.search.language_terms import language_terms
from index.search.lexical import LexicalIndex
from index.text.language_detection import language_of


def test_a_commit_that_was_killed_before_its_last_file_can_be_made_again(tmp_path: Path) -> None:
    """A commit replaces meta.json last; until then, its files are not in use."""
    index = LexicalIndex(tmp_path / "lexical")
    index.change(add={number: f"bridge number {number}" for number in range(10)})
    index.close()
    shutil.copy(tmp_path / "lexical" / "meta.json", tmp_path)
    index = LexicalIndex(tmp_path / "lexical")
    index.change(remove=[3])
    index.close()
    shutil.copy(tmp_path / "meta.json", tmp_path / "lexical")

    index = LexicalIndex(tmp_path / "lexical")
    assert index.count() == 10
    index.change(remove=[3])
    assert sorted(index.numbers()) == [0, 1, 2, 4, 5, 6, 7, 8, 9]
    index.close()


def test_a_passage_that_is_added_again_counts_once(tmp_path: Path) -> None:
    once, twice = LexicalIndex(tmp_path / "once"), LexicalIndex(tmp_path / "twice")
    texts = {number: f"bridge number {number} in Aldmoor" for number in range(10)}
    once.change(add=texts)
    twice.change(add={number: texts[number] for number in range(6)})
    twice.change(add=texts)
    assert sorted(twice.numbers()) == sorted(once.numbers())
    assert twice.best("bridge 7", 10) == once.best("bridge 7", 10)


@pytest.mark.parametrize(
    ("language", "passage", "other", "question"),
    [
        ("de", "Der Bürgermeister eröffnete am Montag zwei neue Häuser für Lehrer.",
         "Die Feuerwehr löschte am Montag einen Brand im Hafen der Stadt.", "Welches Haus öffnete für Lehrer?"),
        ("uk", "Мер міста відкрив два нові мости через річку, повідомила рада.",
         "Пожежники загасили вогонь у порту, повідомила служба порятунку.", "Хто відкривав міст через річки?"),
        ("ru", "Рабочие завода объявили забастовку из-за задержки зарплаты.",
         "Пожарные потушили огонь в порту и никого не нашли внутри.", "Какой завод объявил о забастовке?"),
        ("zh", "市长周一宣布大桥将于明年重新开放。", "消防员周一扑灭了港口的火灾。", "大桥什么时候开放？"),
        ("th", "นายกเทศมนตรีประกาศว่าสะพานจะเปิดอีกครั้งในปีหน้า", "นักดับเพลิงดับไฟที่ท่าเรือเมื่อวันจันทร์", "ใครประกาศเรื่องสะพาน"),
    ],
)  # fmt: skip
def test_a_question_finds_other_forms_of_its_words_in_its_own_language(
    tmp_path: Path, language: str, passage: str, other: str, question: str
) -> None:
    assert (language_of(passage), language_of(question)) == (language, language)
    index = LexicalIndex(tmp_path / "lexical")
    english = {number: f"The mayor opened bridge number {number} on Monday." for number in range(3, 9)}
    index.change(add={1: other, 2: passage} | english)
    found = index.best(question, 5)
    assert next(iter(found)) == 2
    shared = set(language_terms(passage, language)) & set(language_terms(question, language))
    assert shared
    index.close()


def test_english_passages_score_as_they_do_without_passages_in_other_languages(tmp_path: Path) -> None:
    alone, mixed = LexicalIndex(tmp_path / "alone"), LexicalIndex(tmp_path / "mixed")
    texts = {number: f"The bridge of Aldmoor was closed for {number} weeks, the council said." for number in range(6)}
    alone.change(add=texts)
    mixed.change(add=texts | {7: "Die Brücke von Aldmoor bleibt gesperrt, teilte der Rat der Stadt mit."})
    question = "How long was the bridge closed?"
    assert list(mixed.best(question, 6)) == list(alone.best(question, 6))
    alone.close()
    mixed.close()


def test_an_index_of_another_shape_does_not_open(tmp_path: Path) -> None:
    """The store then makes it again from the catalogue."""
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("passage", stored=False, indexed=True, fast=True)
    tantivy.Index(builder.build(), str(tmp_path))
    with pytest.raises(ValueError, match="schema"):
        LexicalIndex(tmp_path)
