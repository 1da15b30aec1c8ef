"""Articles from URLs: what is read, what is refused, and only the public web."""

import gzip
import json
import socket
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from index.article import Article
from index.errors import SourceError
from index.readers.fetch import FetchConfig
from index.readers.read import read
from tests.index.readers.website import PARAGRAPHS, Page, Website, page, redirect, website

HERE = FetchConfig(loopback=True)
TEXT = "\n\n".join(PARAGRAPHS)


@pytest.fixture
def site() -> Iterator[Website]:
    with website() as made:
        yield made


def fetched(address: str, config: FetchConfig = HERE) -> Article:
    [found] = read([address], web=config)
    assert isinstance(found, Article), found
    return found


def refused(address: str, config: FetchConfig = HERE) -> str:
    [error] = read([address], web=config)
    assert isinstance(error, SourceError)
    assert error.source.startswith(address)
    return error.problem


def test_a_page_is_an_article_known_by_its_own_address(site: Website) -> None:
    told = {
        "@type": "NewsArticle",
        "headline": "Crane falls",
        "datePublished": "2022-11-15T19:20:00+02:00",
        "dateModified": "2022-11-16",
        "author": {"name": "Ann Lee"},
        "publisher": {"name": "Bay Paper"},
    }
    head = f'<script type="application/ld+json">{json.dumps(told)}</script>'
    site.pages["/crane?from=mail"] = page(f'<link rel="canonical" href="{site.address}/news/crane?utm_source=x">{head}')
    found = fetched(f"{site.address}/crane?from=mail#comments")
    assert (found.id, found.url) == (f"{site.address}/news/crane",) * 2
    assert (found.title, found.source, found.authors, found.text) == ("Crane falls", "Bay Paper", ("Ann Lee",), TEXT)
    assert found.published and found.published.isoformat() == "2022-11-15T19:20:00+02:00"
    assert found.updated and found.updated.isoformat() == "2022-11-16T00:00:00+00:00"
    assert (found.language, found.origin) == ("en", f"{site.address}/crane?from=mail")
    assert site.asked == [("/crane?from=mail", site.address.removeprefix("http://"))]


def test_what_a_page_does_not_say_its_address_does(site: Website) -> None:
    site.pages["/crane"] = page()
    found = fetched(f"{site.address}/crane")
    assert (found.id, found.url, found.source) == (f"{site.address}/crane", f"{site.address}/crane", "127.0.0.1")


def test_a_page_cannot_say_that_it_is_another_publishers(site: Website) -> None:
    for number, head in enumerate(
        (
            '<link rel="canonical" href="https://wire.example/seventy">',
            '<meta property="og:url" content="https://wire.example/seventy">',
        )
    ):
        site.pages[f"/{number}"] = page(head)
        assert fetched(f"{site.address}/{number}").id == f"{site.address}/{number}"


def test_redirects_are_followed_and_the_last_place_is_the_address(site: Website) -> None:
    site.pages |= {"/a": redirect("/b?x=1"), "/b?x=1": redirect(f"{site.address}/c"), "/c": page()}
    assert fetched(f"{site.address}/a").url == f"{site.address}/c"
    site.pages["/round"] = redirect("/round")
    assert "more than 5 times" in refused(f"{site.address}/round")
    assert len([path for path, _ in site.asked if path == "/round"]) == 6


UNPACKED = (("Content-Encoding", "gzip"),)


def plain(body: bytes, charset: str = "", **fields: Any) -> Page:
    """Texts in encodings that the server does or does not name."""
    return Page((body,), f"text/plain; charset={charset}" if charset else "text/plain", **fields)


FILES: dict[str, tuple[str, Page, str]] = {
    "Markdown": ("/a.md", Page((b"# Loaf\n\nA long *loaf*.",), "text/markdown"), "A long loaf."),
    "Markdown that its server calls text": ("/a.md", plain(b"# Loaf\n\nA *loaf*."), "A loaf."),
    "text": ("/a", plain(b"Loaf\n\nA loaf.", "utf-8"), "A loaf."),
    "JSON Lines": ("/a", Page((b'{"text": "A loaf.", "id": "1"}\n',), "application/x-ndjson"), "A loaf."),
    "JSON": ("/a", Page((b'{"articles": [{"text": "A loaf."}]}',), "application/json"), "A loaf."),
    "a file without a name for it": ("/a.jsonl", Page((b'{"text": "A loaf."}',), ""), "A loaf."),
    "the encoding of its server": ("/a", plain("Ein “Brot”.".encode("cp1252"), "latin1"), "Ein “Brot”."),
    "a server that is wrong": ("/a", plain("Ein Brötchen.".encode(), "iso-8859-1"), "Ein Brötchen."),
    "Cyrillic": ("/a", plain("Київ тримається.".encode("koi8_u"), "KOI8-U"), "Київ тримається."),
    "an encoding that there is none of": ("/a", plain("Київ тримається.".encode(), "x"), "Київ тримається."),
    "packed on its way": ("/a", plain(gzip.compress(b"A loaf."), headers=UNPACKED), "A loaf."),
    "in pieces": ("/a", Page((b"A lo", b"af."), "text/plain", pause_s=0.01), "A loaf."),
}


@pytest.mark.parametrize("name", FILES)
def test_files_of_every_kind_are_read(site: Website, name: str) -> None:
    path, site.pages[path], text = FILES[name]
    assert fetched(f"{site.address}{path}").text == text


def test_a_page_is_read_in_the_encoding_of_its_server_before_that_which_it_names(site: Website) -> None:
    words = ("Київ тримається, — сказав капітан порту, який закрив причал за годину до того.",) * 3
    made = page('<meta charset="iso-8859-1">', words, "Кран")
    body = made.pieces[0].decode().encode("cp1251")
    site.pages["/a"] = replace(made, pieces=(body,), content_type="text/html; charset=windows-1251")
    assert fetched(f"{site.address}/a").text.startswith("Київ тримається, — сказав")


CLOSED = (
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","isAccessibleForFree":"False"}</script>'
)
REFUSED: dict[str, tuple[Page, str]] = {
    "nothing there": (Page(status=404), "does not exist; check the address (status 404)"),
    "a login": (Page(status=401), "asks for a login"),
    "no programs": (Page(status=403), "is closed to programs; open it in a browser"),
    "a fault": (Page(status=503), "try again later (status 503)"),
    "no change": (Page(status=304), "status 304"),
    "empty": (Page((b" \n",)), "is empty"),
    "a picture": (Page((b"\x89PNG",), "image/png"), "is image/png, which Citewell does not read"),
    "a feed": (Page((b"<rss/>",), "application/rss+xml"), "is application/rss+xml"),
    "packed": (Page((gzip.compress(b"x"),), "application/octet-stream"), "packed with gzip"),
    "a menu": (Page((b"<html><body><nav><a href='/'>Home</a></nav></body></html>",)), "a script may draw it"),
    "for subscribers": (page(CLOSED, PARAGRAPHS[:2]), "without a subscription"),
    "too large": (Page((b"x" * 60_000,) * 2, "text/plain"), "is larger than 100,000 bytes"),
    "too large, packed": (
        plain(gzip.compress(b"x" * 5_000_000), headers=UNPACKED),
        "is larger than 100,000 bytes",
    ),
    "damaged": (Page((b"\x1f\x8bnothing",), headers=UNPACKED), "was cut off"),
    "to a file": (redirect("file:///etc/passwd"), "does not lead to an http or https address"),
    "to a private network": (redirect("http://10.0.0.1/"), "private network"),
    "to a cloud's own data": (redirect("http://169.254.169.254/latest/meta-data/"), "private network"),
    "with a password": (redirect("http://ann:secret@127.0.0.1/"), "has a user name in it"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_says_why_and_what_to_do(site: Website, name: str) -> None:
    site.pages["/a"], problem = REFUSED[name]
    assert problem in refused(f"{site.address}/a", replace(HERE, max_bytes=100_000))


def test_a_front_page_is_no_article_unless_it_says_when_it_was_published(site: Website) -> None:
    site.pages |= {"/": page(), "/gone": redirect("/")}
    [error] = read([f"{site.address}/gone"], web=HERE)
    assert isinstance(error, SourceError) and "front page" in error.problem
    site.pages["/"] = page('<meta property="article:published_time" content="2022-11-15">')
    assert fetched(site.address).text == TEXT


def test_a_server_that_is_silent_or_slow_is_not_waited_for(site: Website) -> None:
    slow = Page((b"x",) * 100, "text/plain", pause_s=0.05)
    site.pages |= {"/slow": slow, "/silent": replace(slow, pause_s=5.0)}
    assert "timed out" in refused(f"{site.address}/slow", replace(HERE, total_s=0.2))
    assert "timed out" in refused(f"{site.address}/silent", replace(HERE, idle_s=0.1))


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "0.0.0.0", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]", "[::127.0.0.1]",
        "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.100.100.200", "168.63.129.16", "192.0.0.192",
        "[fd00:ec2::254]", "[fe80::1]", "[fec0::1]", "[64:ff9b::a9fe:a9fe]", "[2002:7f00:1::]", "[::]", "224.0.0.1",
    ],
)  # fmt: skip
def test_nothing_but_the_public_web_is_reached(site: Website, host: str) -> None:
    port = site.address.rpartition(":")[2]
    site.pages["/a"] = page()
    assert "private network or on this machine" in refused(f"http://{host}:{port}/a", FetchConfig())
    assert site.asked == []


def test_a_name_is_looked_up_once_and_what_was_checked_is_what_is_connected_to(
    site: Website, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[str] = []
    answers = iter(["93.184.216.34", "127.0.0.1", "127.0.0.1"])

    def rebinding(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        looked_up.append(host)
        address = host if host[0].isdigit() else next(answers)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    site.pages["/a"] = page()
    with pytest.raises(AssertionError, match=r"93\.184\.216\.34"):  # where no test gets to
        list(read([f"http://news.example:{site.address.rpartition(':')[2]}/a"], web=FetchConfig()))
    assert looked_up.count("news.example") == 1 and site.asked == []


def test_what_is_in_the_environment_of_a_proxy_is_not_asked(site: Website, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    site.pages["/a"] = page()
    assert fetched(f"{site.address}/a").text == TEXT


def test_an_intranet_is_read_where_that_is_set(site: Website) -> None:
    site.pages["/a"] = page()
    assert fetched(f"{site.address}/a", FetchConfig(private=True)).text == TEXT


def test_an_address_that_is_none_is_one_failure_among_others(site: Website) -> None:
    site.pages["/a"] = page()
    bad = ["http://", "https://ann@wire.example/a", "http://[::1/a", "http://wire.invalid:99999/a", "http:///a"]
    items = list(read([*bad, f"{site.address}/a"], web=HERE))
    assert [isinstance(item, SourceError) for item in items] == [True] * 5 + [False]


def test_a_password_in_an_address_is_not_written_down() -> None:
    [error] = read(["https://ann:secret@wire.example/a"], web=HERE)
    assert str(error).startswith("https://wire.example/a: has a user name in it")
