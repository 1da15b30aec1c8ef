"""Questions that ask for several things, split into parts to search for."""

import pytest

from rag.query.decomposition import decompose


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "Does the Gazette say that the harbour crane fell twice, while the Post reports a single broken cable?",
            (
                "Does the Gazette say that the harbour crane fell twice",
                "the Post reports a single broken cable",
            ),
        ),
        (
            "How many missiles did Russia launch on Tuesday and how many drones were intercepted by air defence?",
            ("How many missiles did Russia launch on Tuesday", "how many drones were intercepted by air defence"),
        ),
        ("How many missiles were fired and who was killed?", ()),
        ("Who is the mayor of Kyiv?", ()),
        ("What did the mayors of Kyiv and Kharkiv say about power cuts?", ()),
        ("", ()),
    ],
)
def test_parts(question: str, expected: tuple[str, ...]) -> None:
    assert decompose(question) == expected
