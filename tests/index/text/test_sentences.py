"""Sentences end at the full stops of many scripts."""

import pytest

from index.text.sentences import sentence_spans


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("他说：“我走了。”随后离开。真的吗？是的", ["他说：“我走了。”", "随后离开。", "真的吗？", "是的"]),
        ("महापौर ने इनकार किया। पुल खुला है।", ["महापौर ने इनकार किया।", "पुल खुला है।"]),
        ("Мер заперечив це. Міст відкрито.", ["Мер заперечив це.", "Міст відкрито."]),
        ("市長は否定した。「橋は開いている。」と述べた。", ["市長は否定した。", "「橋は開いている。」", "と述べた。"]),
        ("هل أغلق الجسر؟ نفى رئيس البلدية ذلك.", ["هل أغلق الجسر؟", "نفى رئيس البلدية ذلك."]),
        ("Mr. Pell left at 3.30 p.m. on Friday. She stayed.", ["Mr. Pell left at 3.30 p.m. on Friday.", "She stayed."]),
    ],
)
def test_sentences_end_at_the_full_stops_of_their_script(text: str, sentences: list[str]) -> None:
    assert [text[low:high] for low, high in sentence_spans(text)] == sentences
