from rag.language.keywords import SYNONYM, content_words, keywords_of, term_overlap
from rag.language.synonyms import synonyms

TEXT = "Seventy of the rockets had been shot down near Kyiv, the air force said."


def test_question_words_say_nothing() -> None:
    assert list(content_words("How many of the missiles were there, and who said so?")) == ["missiles"]


def test_other_words_for_the_same_thing_count() -> None:
    terms = keywords_of("how many missiles were intercepted", [TEXT])
    assert term_overlap(terms, TEXT) == SYNONYM
    assert term_overlap(terms, "The shot was heard down the road.") == 0.0
    assert term_overlap(keywords_of("how many tanks were shot down", []), TEXT) == 0.5


def test_names_are_known_by_how_the_articles_write_them() -> None:
    names = {term.phrase for term in keywords_of("mayor of kyiv", [TEXT, "Kyiv has a mayor."]) if term.name}
    assert names == {("kyiv",)}


def test_a_question_about_nothing_is_covered() -> None:
    assert term_overlap(keywords_of("what happened?", []), "") == 1.0


def test_every_group_has_at_least_two_phrases_and_no_empty_one() -> None:
    assert all(len(group) > 1 and all(phrase for phrase in group) for group in synonyms().values())
