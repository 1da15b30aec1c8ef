from hypothesis import given, settings
from hypothesis import strategies as st

from index.chunking.chunker import LONGEST_CHARS, LONGEST_WORDS, chunk, heading, indexed_text
from index.text.cleaning import clean_text
from index.text.sentences import sentence_spans
from tests.articles import article

_WORDS = st.sampled_from(
    ["Kyiv", "said", "70", "missiles.", "“Stop!”", "Mr.", "the", "U.S.", "(no)", "а", "слово.", "東京", "😀", "x" * 300]
)
_PROSE = st.lists(st.one_of(_WORDS, st.sampled_from(["\n", "\n\n", "?"])), max_size=400).map(" ".join)


@settings(deadline=None, max_examples=150)
@given(st.one_of(_PROSE, st.text(max_size=3000)))
def test_passages_are_exact_in_order_and_hold_every_word(raw: str) -> None:
    text = clean_text(raw)
    spans = chunk(text)
    held = 0
    for start, end in spans:
        assert 0 <= held <= start < end <= len(text)
        assert not text[held:start].strip(), "a word between two passages is lost"
        held = end
    assert not text[held:].strip()


@settings(deadline=None)
@given(st.text(max_size=2000))
def test_sentences_are_exact_and_hold_every_word(raw: str) -> None:
    text = clean_text(raw)
    held = 0
    for start, end in sentence_spans(text):
        assert held <= start < end
        assert not text[held:start].strip()
        assert text[start:end] == text[start:end].strip()
        held = end
    assert not text[held:].strip()


def test_a_passage_is_about_160_words_and_ends_with_a_paragraph() -> None:
    paragraph = " ".join(["The ferry left the harbour at noon and came back at night."] * 6)
    text = "\n\n".join([paragraph] * 12)
    passages = [text[start:end] for start, end in chunk(text)]
    assert all(120 <= len(passage.split()) <= LONGEST_WORDS for passage in passages)
    assert all(
        passage.endswith("night.") and len(passage.split()) % len(paragraph.split()) == 0 for passage in passages
    )


def test_text_without_stops_or_spaces_is_cut_too() -> None:
    for text in ("word " * 5000, "x" * 1_000_000, "東京" * 5000):
        assert all(end - start <= LONGEST_CHARS * 2 for start, end in chunk(text.strip()))


def test_an_empty_text_has_no_passages() -> None:
    assert chunk("") == []


def test_quotes_stay_with_their_sentences() -> None:
    text = "“Does anyone want peace?” He wrote on Twitter. “It wants obedience.” Mr. Yermak left at 5 p.m. on Nov. 15."
    assert [text[start:end] for start, end in sentence_spans(text)] == [
        "“Does anyone want peace?”",
        "He wrote on Twitter.",
        "“It wants obedience.”",
        "Mr. Yermak left at 5 p.m. on Nov. 15.",
    ]


def test_title_source_and_date_are_indexed_with_the_passage() -> None:
    line = heading(article(title="Crane falls"))
    assert line == "Crane falls | The Tolland Times | 4 March 2024"
    assert indexed_text(line, "Text.") == f"{line}\nText."
    assert indexed_text("", "Text.") == "Text."
