"""Files of other programs: pages, tables, exports with other field names, packed, piped, in other encodings."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from index.errors import SourceError, UsageError
from index.readers.fields import NAMES, known_fields, parse_map
from index.readers.piped import kind_of_text
from index.readers.read import read

PARAGRAPHS = (
    "A crane fell into the harbour of Aldmoor on Tuesday evening, and the fishing boats were kept in port.",
    "Nobody was hurt, said the harbour master, Ilse Maarten, who had closed the quay an hour before.",
    "The crane was sixty years old and was to be taken down in spring, when the new one is delivered.",
)
LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "NewsMediaOrganization", "@id": "#paper", "name": "Bay Paper"},
        {
            "@type": "NewsArticle",
            "headline": "Crane falls &amp; nobody is hurt",
            "datePublished": "2022-11-15T19:20:00+02:00",
            "dateModified": "2022-11-16T08:00:00+02:00",
            "author": [{"@type": "Person", "name": "By Ann Lee"}],
            "publisher": {"@id": "#paper"},
        },
    ],
}


def _read(*sources: Path) -> list[Article]:
    items = list(read([str(source) for source in sources]))
    assert [item for item in items if isinstance(item, SourceError)] == []
    return [item for item in items if isinstance(item, Article)]


def _page(head: str, lang: str = "en") -> str:
    words = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    menu = "".join(f'<li><a href="/{number}">Section {number}</a></li>' for number in range(30))
    return (
        f'<!doctype html><html lang="{lang}"><head>{head}</head><body><nav><ul>{menu}</ul></nav>'
        f"<article><h1>Crane falls</h1>{words}</article><footer>All rights reserved.</footer></body></html>"
    )


def test_a_page_with_json_ld(tmp_path: Path) -> None:
    link = '<link rel="canonical" href="https://bay.example/crane?utm_source=x">'
    head = f'<title>x</title>{link}<script type="application/ld+json">{json.dumps(LINKED)}</script>'
    (tmp_path / "a.html").write_text(_page(head), encoding="utf-8")
    [found] = _read(tmp_path / "a.html")
    assert found.text == "\n\n".join(PARAGRAPHS)
    assert (found.title, found.source, found.authors) == ("Crane falls & nobody is hurt", "Bay Paper", ("Ann Lee",))
    assert found.id == found.url == "https://bay.example/crane"
    assert found.published and found.published.isoformat() == "2022-11-15T19:20:00+02:00"
    assert found.updated and found.updated.isoformat() == "2022-11-16T08:00:00+02:00"
    assert found.language == "en"


def test_a_page_with_meta_tags_whose_template_says_wrong_things(tmp_path: Path) -> None:
    """The canonical URL is the site's, one date is invalid, and the language differs."""
    meta = {
        "og:title": "Crane falls",
        "og:site_name": "Bay Paper",
        "og:url": "https://bay.example/crane",
        "article:published_time": "yesterday",
        "date": "15 November 2022",
        "author": "https://bay.example/profile/7",
    }
    tags = "".join(f'<meta property="{name}" content="{value}">' for name, value in meta.items())
    (tmp_path / "a.htm").write_text(_page(f'<link rel="canonical" href="https://bay.example/">{tags}', lang="uk"))
    [found] = _read(tmp_path / "a.htm")
    assert (found.title, found.source, found.url) == ("Crane falls", "Bay Paper", "https://bay.example/crane")
    assert (found.authors, found.published, found.language) == ((), None, "en")


def test_a_page_in_the_encoding_that_it_names(tmp_path: Path) -> None:
    page = _page('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">').replace("Ilse", "Ільзе")
    (tmp_path / "a.html").write_bytes(page.encode("cp1251"))
    assert "Ільзе Maarten" in _read(tmp_path)[0].text


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_under_names_of_its_own(tmp_path: Path, delimiter: str) -> None:
    header = delimiter.join(["Headline", "Article Body", "Pub Date", "BYLINE", "Publication", "Words"])
    row = delimiter.join(["Crane falls", f'"{PARAGRAPHS[0]}\n\nNext."', "2022-11-15", "By Ann and Bob", "Bay", "30"])
    (tmp_path / "a.csv").write_text(f"{header}\n{row}\n\n", encoding="utf-8-sig")
    [found] = _read(tmp_path)
    assert (found.title, found.source, found.authors) == ("Crane falls", "Bay", ("Ann", "Bob"))
    assert found.text == f"{PARAGRAPHS[0]}\n\nNext."
    assert found.published and found.published.date().isoformat() == "2022-11-15"


def test_the_answer_of_a_news_service(tmp_path: Path) -> None:
    """Articles inside an object, sources as objects, markup in the text."""
    told = {
        "source": {"id": None, "name": "Bay Paper"},
        "author": "Ann Lee",
        "title": {"rendered": "Crane <em>falls</em>"},
        "publishedAt": "2022-11-15T19:20:00Z",
        "content": {"rendered": f"<p>{PARAGRAPHS[0]}</p>\n<p>{PARAGRAPHS[1]}<br>More &amp; more.</p>"},
        "link": "https://bay.example/crane",
        "description": "not this",
    }
    (tmp_path / "a.json").write_text(json.dumps({"status": "ok", "response": {"total": 1, "articles": [told]}}))
    [found] = _read(tmp_path)
    assert (found.title, found.source, found.id) == ("Crane falls", "Bay Paper", "https://bay.example/crane")
    assert found.text == f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}\nMore & more."


def test_packed_files_are_read_as_what_they_hold(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl.gz").write_bytes(gzip.compress(b'{"id": "1", "text": "One."}\n{"id": "2", "text": "Two."}'))
    (tmp_path / "the-crane.txt.gz").write_bytes(gzip.compress(b"A crane fell. Nobody was hurt."))
    one, two, three = _read(tmp_path)
    assert (one.id, two.id, three.title) == ("1", "2", "The crane")


def test_separators_of_unicode_inside_a_line_do_not_end_it(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "1", "text": "One\u2028line\u0085here."}\n', encoding="utf-8")
    assert [found.id for found in _read(tmp_path)] == ["1"]


ENCODED = {
    "cp1252": "Le président a été élu à l’étranger, où il était depuis août. « Très bien », dit-il.",
    "cp1250": "Prezydent ogłosił, że siły obrony powietrznej zestrzeliły siedemdziesiąt rakiet w Łodzi.",
    "cp1254": "Cumhurbaşkanı, hava savunmasının yetmiş füzeyi düşürdüğünü söyledi; şehir güvenli.",
    "cp1251": "Президент України заявив, що сили протиповітряної оборони збили сімдесят ракет.",
    "koi8_u": "Президент України заявив, що сили протиповітряної оборони збили сімдесят ракет.",
    "cp1253": "Ο πρόεδρος δήλωσε ότι η αεράμυνα κατέρριψε εβδομήντα πυραύλους.",
    "cp1256": "أعلن الرئيس أن الدفاع الجوي أسقط سبعين صاروخا.",
    "shift_jis": "大統領は、防空部隊が七十発のミサイルを迎撃したと発表した。",
    "gb18030": "总统宣布防空部队拦截了七十枚导弹。",
    "euc_kr": "대통령은 방공 부대가 미사일 일흔 발을 요격했다고 발표했다.",
    "utf-16": "Київ тримається.",
    "utf-32": "Київ тримається.",
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_other_encodings_are_recognised(tmp_path: Path, encoding: str) -> None:
    text = ENCODED[encoding]
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    (tmp_path / "b.jsonl").write_bytes(f'{{"id": "b", "text": "{text}"}}\n'.encode(encoding))
    assert [found.text for found in _read(tmp_path)] == [text, text]


def test_a_line_in_another_encoding_is_read_in_its_own(tmp_path: Path) -> None:
    lines = [f'{{"id": "{number}", "text": "{text}"}}\n' for number, text in enumerate(ENCODED.values())]
    (tmp_path / "a.jsonl").write_bytes(lines[3].encode() * 3 + lines[3].encode("cp1251"))
    assert {found.text for found in _read(tmp_path)} == {ENCODED["cp1251"]}


KINDS = {
    "<!DOCTYPE html>\n<html>": ".html",
    '<?xml version="1.0"?><html>': ".html",
    '{"text": "One."}\n{"text": "Two."}': ".jsonl",
    '{\n  "articles": [': ".json",
    ' [\n {"text": 1}]': ".json",
    "[AP] Kyiv stood still on Tuesday.": ".txt",
    "title;text\nOne;Two": ".csv",
    "Crane falls, nobody hurt\n\nText.": ".txt",
    "---\ntitle: One\n---\nText.": ".md",
}


@pytest.mark.parametrize("text", KINDS)
def test_what_is_piped_in_is_known_by_its_beginning(text: str) -> None:
    assert kind_of_text(text) == KINDS[text]


def test_standard_input(tmp_path: Path) -> None:
    rows = "".join(json.dumps({"headline": f"Crane {n}", "Story": PARAGRAPHS[0]}) + "\n" for n in range(3))
    command = [
        sys.executable,
        "-m",
        "ui.cli",
        "ingest",
        "-",
        "--map",
        "Story=text",
        "--store",
        str(tmp_path),
        "--json",
    ]
    done = subprocess.run(command, input=gzip.compress(rows.encode()), capture_output=True, check=True)
    assert json.loads(done.stdout)["added"] == 3


def test_names_are_known_in_every_spelling_and_ours_win() -> None:
    assert known_fields({"article_body": "a", "ArticleBody": "b", "Text": "c", "words": 3}) == {"text": "c"}
    assert known_fields({"date": "", "created_at": "2022"}) == {"published": "2022"}
    assert known_fields({"text": "teaser", "payload": "all"}, {"payload": "text"}) == {"text": "all"}


@given(st.dictionaries(st.text(), st.none() | st.text() | st.integers()))
def test_any_field_names_are_taken(fields: dict[str, object]) -> None:
    assert known_fields(fields).keys() <= NAMES.keys()


@pytest.mark.parametrize("pair", ["text", "=text", "a=words", "a="])
def test_a_map_that_names_no_field_of_ours_says_which_there_are(pair: str) -> None:
    with pytest.raises(UsageError, match="title, text, source"):
        parse_map([pair])
