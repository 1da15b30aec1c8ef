import pytest

from rag.language.dates import whole_date


@pytest.mark.parametrize(
    ("question", "sentence", "span", "whole"),
    [
        ("When was Ada Brill born?", "Ada Brill (11 April 1834 – 26 April 1909) ran it.", "1834", "11 April 1834"),
        ("When was Ada Brill born?", "Ada Brill (1834–1909) ran it.", "1834–1909", "1834"),
        ("When did Ada Brill die?", "Ada Brill (1834–1909) ran it.", "1834–1909", "1909"),
        (
            "When did she die?",
            "Brill (May 2, 1834 - June 4, 1909) ran it.",
            "May 2, 1834 - June 4, 1909",
            "June 4, 1909",
        ),
        ("When was it built?", "The mill was built in 1901–1902.", "1901–1902", "1901–1902"),
        ("When was she sworn in?", "She was sworn in on August 10, 1966, there.", "August 10", "August 10, 1966"),
        ("What year was Ada Brill born?", "Ada Brill (11 April 1834 – 1909) ran it.", "1834", "1834"),
        ("When was it shut?", "It was shut on Tuesday.", "on Tuesday", "on Tuesday"),
        ("When was it shut?", "It was shut long ago.", "long ago", "long ago"),
    ],
)
def test_a_date_is_given_whole_and_of_a_life_the_one_asked_for(
    question: str, sentence: str, span: str, whole: str
) -> None:
    start = sentence.index(span)
    low, high = whole_date(question, sentence, (start, start + len(span)))
    assert sentence[low:high] == whole
