from rag.verification.alignment import WORDS, evidence, nearest, source_sentences
from rag.verification.source import Source

FILLER = " ".join(f"Number {n} of the list of towns was not touched by anything at all." for n in range(60))
TEXT = f"{FILLER} A tram killed a fox. {FILLER} The mayor wept for the fox."


def test_the_nearest_lines_come_first_and_strangers_not_at_all() -> None:
    lines = source_sentences((Source("A tram ran. A tram killed a fox. It rained."),))
    assert [line.text for line in nearest("The fox was killed by a tram.", lines)] == [
        "A tram killed a fox.",
        "A tram ran.",
    ]


def test_lines_know_where_they_stand() -> None:
    sources = (Source("One. Two."), Source("Three."))
    for line in source_sentences(sources):
        assert sources[line.source].text[line.start : line.end] == line.text


def test_of_much_text_the_reader_gets_what_has_most_of_the_claim() -> None:
    chosen = evidence("The mayor wept as a tram killed a fox.", [Source(TEXT)])
    assert "A tram killed a fox." in chosen and "The mayor wept for the fox." in chosen
    assert len(chosen.split()) <= WORDS


def test_short_sources_are_given_whole() -> None:
    assert evidence("Anything.", [Source("One fell."), Source("Two rose.")]) == "One fell. Two rose."
