import pytest

from index.article import Passage
from index.search.search import Hit
from index.text.sentences import sentence_spans
from rag.query.answer_type import AnswerType
from rag.ranking.short_answer import same_short_answer, short_answer
from rag.ranking.span_ranking import FEATURES, AnswerCandidate
from rag.reader.model import Span
from rag.schema.evidence import Evidence
from tests.articles import article


def choice(
    text: str, span: str, id: str = "one", features: tuple[float, ...] = (0.0,) * len(FEATURES)
) -> AnswerCandidate:
    whole = article(text, id=id)
    start = whole.text.index(span)
    piece = Evidence(Hit(Passage("p1", whole.id, 0, len(whole.text), whole.text), 1.0), whole)
    sentence = next(bounds for bounds in sentence_spans(whole.text) if start < bounds[1])
    return AnswerCandidate(piece, Span(span, start, start + len(span), 1.0), sentence, features)


@pytest.mark.parametrize(
    ("text", "span", "short"),
    [
        ("At least one person was killed.", "one", "At least one"),
        ("Russia fired roughly 100 missiles.", "100", "roughly 100"),
        ("It cost $1.2 million to mend.", "1.2", "$1.2 million"),
        ("Turnout was 61 percent.", "61", "61 percent"),
        ("Revenue fell by 9 % in a year.", "9", "9 %"),
        ("They paid about £38,000 for it.", "38,000", "about £38,000"),
        ("Seventy missiles were shot down.", "Seventy", "Seventy"),
        ("He met the mayor, Vitali Klitschko, there.", ", Vitali Klitschko,", "Vitali Klitschko"),
        ("The sum (12 euros) was paid.", "The sum (12 euros", "The sum (12 euros)"),
        ("About the harbour nobody spoke.", "harbour", "harbour"),
        ("The mayor spoke about unity.", "unity", "unity"),
        ("Smog causes upwards of 900 deaths a year.", "900", "upwards of 900"),
        ("They paid £2 bn for it.", "2", "£2 bn"),
    ],
)
def test_an_answer_can_be_read_alone(text: str, span: str, short: str) -> None:
    assert short_answer(choice(text, span)) == short


@pytest.mark.parametrize(
    ("text", "span", "kind", "question", "short"),
    [
        ("The school bought 15 mobility chairs.", "15", "number", "How many chairs were bought?", "15 mobility chairs"),
        ("There were 340 small earthquakes.", "340", "number", "how many earthquakes", "340 small earthquakes"),
        ("Seventy of the missiles fell.", "Seventy", "number", "how many missiles fell", "Seventy"),
        ("Two workers were injured.", "Two", "number", "how many workers were injured", "Two"),
        ("The loaf is 41 metres long.", "41", "number", "How long is the loaf?", "41 metres"),
        ("It has risen by 11 centimetres.", "11", "number", "how much has it risen", "11 centimetres"),
        ("It cost 38,000 pounds.", "38,000", "amount", "how much did it cost", "38,000 pounds"),
        ("She has led it for six years.", "six", "number", "how long has she led it", "six years"),
        ("It was closed on Friday.", "Friday", "date", "when was it closed", "1 March 2024 (Friday in the article)"),
        ("One died, Mayor Alma Finch said.", "Alma Finch", "person", "who said that one died", "Mayor Alma Finch"),
        ("One man died, Mayor Alma Finch said.", "Alma Finch", "person", "who is the mayor", "Alma Finch"),
        ("It began so, said Alma Finch, the mayor of Wexmoor.", "Alma Finch", "person", "who said how it began",
         "Alma Finch, the mayor of Wexmoor"),
        ("Alma Finch, the mayor of Wexmoor, spoke.", "Alma Finch", "person", "who is mayor there", "Alma Finch"),
    ],
)  # fmt: skip
def test_an_answer_is_of_the_kind_that_was_asked_for(
    text: str, span: str, kind: AnswerType, question: str, short: str
) -> None:
    assert short_answer(choice(text, span), kind, question) == short


def test_a_weekday_agrees_where_it_is_the_same_day() -> None:
    one = choice("It was closed on Friday.", "Friday")
    assert same_short_answer(one, choice("The port closed on Friday night.", "Friday night", "two"))
    assert not same_short_answer(one, choice("It was closed on Monday.", "Monday", "two"))


def test_answers_agree_where_one_says_what_the_other_says() -> None:
    one = choice("Vitali Klitschko spoke.", "Vitali Klitschko")
    assert same_short_answer(one, choice("Mayor Klitschko spoke.", "Klitschko"))
    assert not same_short_answer(one, choice("Igor Terekhov spoke.", "Igor Terekhov"))


def test_numbers_agree_by_what_they_amount_to() -> None:
    one = choice("Seventy missiles were shot down.", "Seventy")
    assert same_short_answer(one, choice("It shot down 70 missiles.", "70 missiles"))
    assert not same_short_answer(one, choice("It shot down 7 missiles.", "7"))
    assert not same_short_answer(one, choice("Most were shot down.", "Most"))
