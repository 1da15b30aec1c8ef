from hypothesis import given
from hypothesis import strategies as st

from index.text.cleaning import canonical_url, clean_line, clean_text


def test_line_ends_and_blank_lines_become_plain() -> None:
    assert clean_text("one\r\ntwo\rthree  \n\n\n\nfour\x0c") == "one\ntwo\nthree\n\nfour"


def test_what_no_reader_sees_goes() -> None:
    assert clean_text("so\u00adft hy\u200bphen\ufeff \u202eover\x00ride\x07") == "soft hyphen override"


def test_a_lone_surrogate_cannot_reach_the_catalogue() -> None:
    assert clean_text("a\ud800b").encode("utf-8") == "a\ufffdb".encode()


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)
    assert "\n" not in clean_line(text)


def test_an_address_is_known_without_its_decorations() -> None:
    assert canonical_url("HTTPS://Paper.Example:443/a/b/?utm_source=x&id=7#part") == "https://paper.example/a/b?id=7"
    assert canonical_url("http://paper.example:8080") == "http://paper.example:8080/"


def test_what_is_no_web_address_is_no_address() -> None:
    for text in (
        "javascript:alert(1)",
        "data:text/html,x",
        "//paper.example/a",
        "paper.example",
        "http://",
        "http://[x",
    ):
        assert canonical_url(text) == ""
