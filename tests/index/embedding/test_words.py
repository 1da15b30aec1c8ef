"""The tokenizer and the word table of the models with many languages."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.embedding.tokenizer import shared_tokenizer
from index.embedding.word_table import WIDTH, shared_word_table

UNKNOWN = 3
TEXTS = {
    "English": "The harbour-master didn't comment; 2,300 crates (worth €1.5m) were lost on 3 May 2026.",
    "Ukrainian": "Мер міста не підтвердив, що 17 будинків залишилися без світла.",
    "Russian": "По словам министра, переговоры начнутся не раньше ноября.",
    "German": "Der Bürgermeister bestätigte, dass die Brücke für größere Lkw gesperrt bleibt.",
    "French": "Le préfet a démenti que l'évacuation ait été annulée.",
    "Spanish": "La alcaldesa señaló que el puente se cerrará mañana.",
    "Italian": "Il sindaco ha detto che i lavori finiranno più tardi.",
    "Portuguese": "O ministro não confirmou a demissão do secretário.",
    "Polish": "Burmistrz zaprzeczył, jakoby most miał zostać zamknięty.",
    "Turkish": "Belediye başkanı köprünün kapatılmayacağını söyledi.",
    "Arabic": "نفى رئيس البلدية إغلاق الجسر يوم الخميس.",
    "Chinese": "市长否认大桥将于周四关闭。",
    "Hindi": "महापौर ने पुल बंद होने से इनकार किया।",
    "Greek": "Ο δήμαρχος διέψευσε ότι η γέφυρα θα κλείσει.",
    "Japanese": "市長は橋が閉鎖されることを否定した。",
    "Thai": "นายกเทศมนตรีปฏิเสธว่าจะปิดสะพาน",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_of_any_language_is_cut_into_known_pieces_that_cover_it(language: str) -> None:
    text = TEXTS[language]
    found = shared_tokenizer().tokens(text)
    assert UNKNOWN not in found.ids
    covered = {at for low, high in found.spans for at in range(low, high)}
    assert covered == {at for at, character in enumerate(text) if not character.isspace()}
    assert len(found.ids) < len(text) / 1.2


def test_spans_have_no_white_space_in_front() -> None:
    text = "Two  workers\n\nwere hurt."
    for low, high in shared_tokenizer().tokens(text).spans:
        assert low == high or not text[low].isspace()


def test_a_special_token_in_a_text_is_text() -> None:
    for mark in ("<s>", "<pad>", "</s>", "<unk>"):
        assert min(shared_tokenizer().tokens(f"He wrote {mark} twice.").ids) > UNKNOWN


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=200))
def test_any_text_is_cut_with_spans_inside_it(text: str) -> None:
    found = shared_tokenizer().tokens(text)
    assert len(found.ids) == len(found.spans)
    assert all(0 <= low <= high <= len(text) for low, high in found.spans)
    assert all(0 <= number < len(shared_word_table()) for number in found.ids)


def test_the_table_gives_a_vector_for_each_piece_whatever_stands_beside_it() -> None:
    table = shared_word_table()
    ids = shared_tokenizer().tokens("Harbour workers strike in Wexmoor").ids
    vectors = table.vectors(ids)
    assert vectors.shape == (len(ids), WIDTH)
    assert vectors.dtype == np.float32
    assert np.isfinite(vectors).all()
    for at, number in enumerate(ids):
        assert np.array_equal(table.vectors([number])[0], vectors[at])
    assert table.vectors([]).shape == (0, WIDTH)
