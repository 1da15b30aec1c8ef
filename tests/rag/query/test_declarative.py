import pytest

from rag.query.declarative import declarative_of, declaratives_of


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("Did the strikes reach Moldova?", "The strikes reached Moldova."),
        ("did Russia fire missiles", "Russia fired missiles."),
        ("Did the air strike hit the bridge?", "The air strike hit the bridge."),
        ("Didn't Hale concede?", "Hale did not concede."),
        ("Does the ferry stop at Tolland?", "The ferry stops at Tolland."),
        ("Do trams carry dogs?", "Trams carry dogs."),
        ("Will the plant in Fairhaven close?", "The plant in Fairhaven will close."),
        ("Was the port closed on Monday?", "The port was closed on Monday."),
        ("Is Jana Kralova the mayor of Ostrava Hills?", "Jana Kralova is the mayor of Ostrava Hills."),
        ("Was anyone killed?", "Someone was killed."),
        ("Has the tram line been approved?", "The tram line has been approved."),
        ("So, were the schools in Lviv damaged?", "The schools in Lviv were damaged."),
        ("Did the committee marry the bill?", "The committee married the bill."),
        ("After the storm, did the port close?", "The port closed."),
        ("Did", ""),
    ],
)
def test_a_question_becomes_a_claim(question: str, claim: str) -> None:
    assert declarative_of(question) == claim


def test_a_question_of_several_parts_has_several_claims() -> None:
    question = (
        "Does the article from the Pilot suggest that the port was closed for a week, while the article from the Mail "
        "says that ships sailed to Tolland every day?"
    )
    assert declaratives_of(question) == ("The port was closed for a week.", "Ships sailed to Tolland every day.")
    assert declaratives_of("Was the port closed?") == ("The port was closed.",)
    assert declaratives_of("Did") == ()
