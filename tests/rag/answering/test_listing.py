from rag.answering.listing import answer_list
from tests.rag.answering.pieces import asking, choice, piece

BLASTS = piece("Blasts were heard in Wexmoor, Tolland and Castor. Nobody was hurt.", "blasts")
LATER = piece("The town of Port Amity was hit on Friday, Mayor Ada Lund said.", "later")


def test_every_place_is_named_and_each_sentence_cited() -> None:
    found = answer_list(
        asking("Which towns were hit?"), [BLASTS, LATER], [choice(BLASTS, "Tolland"), choice(LATER, "Port Amity")]
    )
    assert found.short_answer == "Wexmoor, Tolland, Castor and Port Amity"
    assert [citation.article.id for citation in found.citations] == ["blasts", "later"]


def test_a_sentence_that_brings_nothing_new_is_left_out() -> None:
    again = piece("Tolland was hit, pilots said.", "again")
    found = answer_list(
        asking("Which towns were hit?"), [BLASTS, again], [choice(BLASTS, "Tolland"), choice(again, "Tolland")]
    )
    assert found.short_answer == "Wexmoor, Tolland and Castor"
    assert len(found.claims) == 1


def test_things_without_names_stand_one_after_the_other() -> None:
    plan = piece("The council will plant trees. It will also mend the quay.", "plan")
    ranked = [choice(plan, "plant trees"), choice(plan, "mend the quay", 8.9)]
    assert (
        answer_list(asking("What measures will the council take?"), [plan], ranked).short_answer
        == "plant trees; mend the quay"
    )


def test_a_guess_is_no_item() -> None:
    found = answer_list(
        asking("Which towns were hit?"), [BLASTS, LATER], [choice(BLASTS, "Tolland"), choice(LATER, "Port Amity", 3)]
    )
    assert "Port Amity" not in found.short_answer
    assert answer_list(asking("Which towns were hit?"), [LATER], [choice(LATER, "Port Amity", 0)]).status == "not_found"
