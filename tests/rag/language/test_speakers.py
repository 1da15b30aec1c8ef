from rag.language.speakers import speakers


def test_speakers_as_they_are_written() -> None:
    assert speakers("The mayor, Vitali Klitschko, said that it burned.") == ["The mayor, Vitali Klitschko"]
    assert speakers("It burned, he said.") == []
