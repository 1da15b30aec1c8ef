from collections.abc import Sequence

import pytest

from rag.answering.yes_no import (
    CHECKED,
    HeldClaim,
    Ruling,
    answer_yes_no,
    combined,
    entailment_checks,
    judged_claims,
    ruling,
)
from rag.query.declarative import is_yardstick
from rag.reader.model import EntailmentScores
from rag.schema.answer import Answer
from rag.schema.evidence import Evidence
from tests.rag.answering.pieces import asking, piece

YES, NO, NOTHING = (
    EntailmentScores(0.95, 0.02, 0.03),
    EntailmentScores(0.02, 0.95, 0.03),
    EntailmentScores(0.1, 0.1, 0.8),
)
CRANE = piece("A crane fell into the harbour. The port of Wexmoor was closed on Monday. Two workers were hurt.", "a")
OTHER = piece("Ships were sent away. The port of Wexmoor stayed closed on Monday, pilots said.", "b", source="Pilot")
QUESTION = "Was the port of Wexmoor closed on Monday?"


def answered(question: str, evidence: Sequence[Evidence], **heard: EntailmentScores) -> Answer:
    """Return the answer, with each sentence scored as `heard` has it for its first word."""
    analysis = asking(question)
    checks = entailment_checks(analysis, evidence)
    scores = [heard.get(check.sentence.text.split()[0], NOTHING) for check in checks]
    return answer_yes_no(analysis, evidence, judged_claims(analysis, evidence, checks, scores))


@pytest.mark.parametrize(
    ("held", "says"),
    [
        ([HeldClaim(YES, 1.0)], "yes"),
        ([HeldClaim(NO, 1.0)], "no"),
        ([HeldClaim(NOTHING, 1.0), HeldClaim(YES, 0.8)], "yes"),
        ([HeldClaim(YES, 1.0), HeldClaim(NO, 1.0)], "differ"),
        ([HeldClaim(NOTHING, 1.0)], "unstated"),
        ([], "unstated"),
        # A sentence about something else neither proves nor disproves.
        ([HeldClaim(YES, 0.2)], "unstated"),
        ([HeldClaim(NO, 0.2)], "unstated"),
        # To deny takes more than to affirm.
        ([HeldClaim(EntailmentScores(0.75, 0.2, 0.05), 1.0)], "yes"),
        ([HeldClaim(EntailmentScores(0.2, 0.75, 0.05), 1.0)], "unstated"),
    ],
)
def test_yes_and_no_are_said_where_a_sentence_says_so(held: list[HeldClaim], says: Ruling) -> None:
    assert ruling(held)[0] == says


def test_yes_comes_with_the_sentence() -> None:
    found = answered(QUESTION, [CRANE], The=YES)
    assert found.status == "answered"
    assert found.short_answer == "Yes: The port of Wexmoor was closed on Monday."
    assert [claim.text for claim in found.claims] == ["The port of Wexmoor was closed on Monday."]


def test_no_comes_with_the_sentence() -> None:
    question = "Was the port of Wexmoor open on Monday?"
    found = answered(question, [CRANE], The=NO)
    assert found.short_answer == "No: The port of Wexmoor was closed on Monday."


TWO = "Was the port of Wexmoor closed on Monday, while two workers were hurt by the crane?"


def test_each_claim_of_a_question_must_hold() -> None:
    both = answered(TWO, [CRANE], The=YES, Two=YES)
    assert both.short_answer.startswith("Yes: ")
    assert {claim.text for claim in both.claims} >= {"Two workers were hurt."}
    denied = answered(TWO, [CRANE], Two=NO)
    assert denied.short_answer == "No: Two workers were hurt."
    half = answered(TWO, [CRANE], Two=YES)
    assert (half.status, half.short_answer) == ("partial", "Two workers were hurt.")
    assert half.notices[0].text == "No article says this: The port of Wexmoor was closed on Monday."


@pytest.mark.parametrize(
    ("rulings", "says"),
    [
        (["yes", "yes"], "yes"),
        (["yes", "no"], "no"),
        (["yes", "differ"], "differ"),
        (["yes", "unstated"], "unstated"),
        ([], "unstated"),
    ],
)
def test_rulings_come_to_one(rulings: list[Ruling], says: Ruling) -> None:
    assert combined(rulings) == says


def test_that_nothing_says_so_is_not_no() -> None:
    found = answered(QUESTION, [CRANE])
    assert (found.status, found.short_answer, found.claims) == ("not_found", "", ())
    assert found.related


def test_two_outlets_that_say_so_are_said() -> None:
    found = answered(QUESTION, [CRANE, OTHER], The=YES)
    assert found.claims[0].independent_sources == 2
    assert [notice.kind for notice in found.notices] == ["agreement"]


def test_reports_that_differ_stand_side_by_side() -> None:
    opened = piece("Wexmoor: the port was not closed on Monday.", "b", source="Pilot")
    evidence = [CRANE, opened]
    found = answered(QUESTION, evidence, The=YES, **{"Wexmoor:": NO})
    assert (found.status, found.short_answer) == ("partial", "Reports differ")
    assert len(found.claims) == 2


def test_a_name_that_no_article_has_is_never_confirmed() -> None:
    question = "Was the port of Barcelona closed on Monday?"
    found = answered(question, [CRANE], The=YES)
    assert found.status == "not_found"


def test_the_claim_is_held_against_a_handful_of_sentences_with_those_before_them() -> None:
    text = " ".join(f"The port of Wexmoor was closed on Monday for the {n}th time." for n in range(4, 14))
    found = entailment_checks(asking(QUESTION), [piece(text)])
    assert len(found) == CHECKED
    assert {check.claim for check in found} == {"The port of Wexmoor was closed on Monday."}
    before = "A crane fell into the harbour. The port of Wexmoor was closed on Monday."
    assert ("The port of Wexmoor was closed on Monday.", before) in [
        check.pair for check in entailment_checks(asking(QUESTION), [CRANE])
    ]


@pytest.mark.parametrize(
    ("claim", "sentence", "yardstick"),
    [
        ("Hale was elected.", "She received 212 votes more than the incumbent, Gregor Hale.", True),
        ("Hale was elected.", "Hale received 212 votes more than Dunmore.", False),
        ("Gregor Hale was elected.", "Hale was elected.", False),
        ("The ferry sank.", "It was larger than the ferry.", False),
    ],
)
def test_whom_another_is_compared_with_is_not_told_of(claim: str, sentence: str, yardstick: bool) -> None:
    assert is_yardstick(claim, sentence) == yardstick
