from rag.language.sentences import independent_sentences, is_reprint
from rag.ranking.thresholds import CONFIDENT, answer_threshold, unknown_names
from tests.rag.answering.pieces import piece, sentence

WIRE = "Seventy missiles were shot down over the coast in the night, and ten more fell into the sea near Wexmoor."


def test_one_outlet_one_author_and_one_text_count_once() -> None:
    first = sentence(WIRE, id="a", source="Northern Wire")
    same_outlet = sentence("The count stands at 70.", id="b", source="Northern Wire")
    reprint = sentence(WIRE.replace("coast", "shore"), id="c", source="Pilot")
    credited = sentence("Seventy fell.", id="d", source="Mail")
    other = sentence("The air force shot down 70.", id="e", source="Courier")
    assert independent_sentences([first, same_outlet, reprint, other]) == [first, other]
    assert independent_sentences([first, credited]) == [first, credited]


def test_a_reprint_shares_long_runs_of_words() -> None:
    one, other = piece(WIRE, "a").article, piece(WIRE.replace("coast", "shore"), "b").article
    assert is_reprint(one, other)
    assert not is_reprint(one, piece("Ships were sent to Tolland on Monday because the port was closed.", "c").article)


def test_names_that_no_passage_has_ask_for_more_confidence() -> None:
    evidence = [piece("The mayor of Kyiv spoke on Monday.", title="Mayor speaks", source="Pilot")]
    assert unknown_names("Who is the mayor of Kyiv?", evidence) == 0
    assert unknown_names("Who is the mayor of Kiev, Pilot?", evidence) == 0
    assert unknown_names("Who is the mayor of Warsaw?", evidence) == 1
    assert unknown_names("Who was the mayor of Kyiv in March?", evidence) == 0
    assert (
        answer_threshold("Who is the mayor of Kyiv?", evidence)
        == CONFIDENT
        < answer_threshold("mayor of Warsaw", evidence)
    )
