"""Readers register themselves: our own in a list, those of other packages by entry point."""

import os
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.article import Article
from index.errors import SourceError
from index.readers.fetch import FetchConfig
from index.readers.piped import kind_of_text
from index.readers.read import read
from index.readers.registry import BUILT_IN, GROUP, reader_of, reader_of_media_type, source_readers, suffixes
from index.readers.source_reader import SourceReader
from tests.index.readers.website import Page, website

ROOT = Path(__file__).parent.parent.parent.parent
LEDGER = '''
"""Reads ledgers: an article begins with ¶, its first line is the title."""

from index.errors import SourceError
from index.readers import SourceReader, article_from, read_text


def read(file, named):
    if "!crash" in read_text(file):
        raise RuntimeError("page torn out")
    for number, part in enumerate(read_text(file).split("¶")[1:], 1):
        title, _, text = part.partition("\\n")
        place = f"{file.place}, entry {number}"
        try:
            yield article_from(
                {"title": title, "text": text}, fallback_id=f"{file.name}#{number}", place=place, origin=file.origin
            )
        except SourceError as error:
            yield error


READER = SourceReader(
    name="Ledger",
    suffixes=(".ledger",),
    label="one article per entry",
    read=read,
    media_types=("text/x-ledger",),
    recognize=lambda text: text.startswith("¶"),
)
'''
ENTRIES = "¶Crane falls\nA crane fell into the harbour.\n¶Empty\n \n¶Ferry stops\nThe ferry stopped on Monday.\n"

Install = Callable[..., Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Install packages that register a reader, the way pip leaves them: a module and a .dist-info beside it."""
    folder = tmp_path / "site"
    modules: list[str] = []

    def installed(package: str, module: str, source: str, value: str = "") -> Path:
        info = folder / f"{package.replace('-', '_')}-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[{GROUP}]\n{module} = {value or module}\n")
        (folder / f"{module}.py").write_text(source, encoding="utf-8")
        modules.append(module)
        monkeypatch.syspath_prepend(str(folder))
        source_readers.cache_clear()
        return folder

    yield installed
    for module in modules:
        sys.modules.pop(module, None)
    source_readers.cache_clear()


def _read(*sources: Path) -> tuple[list[str], list[SourceError]]:
    items = list(read([str(source) for source in sources]))
    return [item.title for item in items if isinstance(item, Article)], [
        item for item in items if isinstance(item, SourceError)
    ]


def test_our_own_readers_need_no_installation() -> None:
    assert source_readers() == BUILT_IN
    assert len(set(suffixes())) == len(suffixes())
    with (ROOT / "pyproject.toml").open("rb") as file:
        assert GROUP not in tomllib.load(file)["project"].get("entry-points", {})


def test_each_reader_of_ours_is_one_module() -> None:
    modules = {reader.read.__module__ for reader in BUILT_IN}
    declared = {
        f"index.readers.{file.stem}"
        for file in (ROOT / "index" / "readers").glob("*.py")
        if "\nREADER = " in file.read_text("utf-8")
    }
    assert modules == declared and len(modules) == len(BUILT_IN)


def test_the_reader_of_another_package_reads_its_kind(tmp_path: Path, install: Install) -> None:
    install("news-ledger", "news_ledger", LEDGER)
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "monday.ledger").write_text(ENTRIES, encoding="utf-8")
    (articles / "note.txt").write_text("A note.")
    titles, [error] = _read(articles)
    assert titles == ["Crane falls", "Ferry stops", "Note"]
    assert error.source.endswith("monday.ledger, entry 2") and "holds no text" in error.problem
    assert kind_of_text(ENTRIES) == ".ledger" and kind_of_text("No ledger.") == ".txt"
    found = reader_of_media_type("text/x-ledger")
    assert found is not None and (found.name, found.package) == ("Ledger", "news-ledger")


def test_the_command_ingests_the_kind_of_another_package(tmp_path: Path, install: Install) -> None:
    folder = install("news-ledger", "news_ledger", LEDGER)
    (tmp_path / "monday.ledger").write_text(ENTRIES, encoding="utf-8")

    def command(*arguments: str) -> subprocess.CompletedProcess[str]:
        paths = os.pathsep.join([str(folder), str(ROOT)])
        return subprocess.run(
            [sys.executable, "-m", "ui.cli", *arguments],
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": paths, "NO_COLOR": "1"},
            cwd=tmp_path,
            check=False,
        )

    ingested = command("ingest", "monday.ledger", "--store", "store")
    assert (ingested.returncode, ingested.stdout[:8]) == (1, "2 added;"), ingested.stderr
    assert "Crane falls" in command("articles", "--store", "store").stdout
    assert ".ledger" in " ".join(command("ingest", "--help").stdout.split())


def test_a_server_is_asked_for_the_kind_of_another_package(install: Install) -> None:
    install("news-ledger", "news_ledger", LEDGER)
    with website() as site:
        site.pages["/monday"] = Page((ENTRIES.encode(),), "text/x-ledger; charset=utf-8")
        items = list(read([f"{site.address}/monday"], web=FetchConfig(loopback=True)))
        assert [item.title for item in items if isinstance(item, Article)] == ["Crane falls", "Ferry stops"]
        assert site.accepted[-1].endswith(",text/x-ledger;q=0.7")


BROKEN: dict[str, tuple[str, str, str]] = {
    "a module that fails": ("raise OSError('no library')", "", "cannot be imported (OSError: no library)"),
    "a module that exits": ("raise SystemExit(3)", "", "cannot be imported (SystemExit: 3)"),
    "a module that is missing": ("", "not_there_at_all", "cannot be imported (ModuleNotFoundError"),
    "no reader": ("READER = 'a text'", "", "holds no SourceReader named READER"),
    "a suffix in capitals": (LEDGER.replace('".ledger",', '".LEDGER",'), "", "write the suffixes of 'Ledger'"),
    "a suffix of ours": (LEDGER.replace('".ledger",', '".ledger", ".md"'), "", "Citewell itself already reads .md"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_reader_is_a_warning_that_names_its_package(
    tmp_path: Path, install: Install, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    source, value, problem = BROKEN[name]
    install("bad-ledger", "bad_ledger", source, value)
    (tmp_path / "a.txt").write_text("A good article.")
    assert _read(tmp_path / "a.txt") == (["A"], [])
    assert source_readers() == BUILT_IN
    [warning] = caplog.messages
    assert "'bad_ledger' of the package bad-ledger is not used" in warning and problem in warning
    assert warning.endswith("; update or uninstall bad-ledger")


def test_of_two_packages_with_one_suffix_the_first_reads_it(install: Install, caplog: pytest.LogCaptureFixture) -> None:
    install("b-ledger", "b_ledger", LEDGER)
    install("a-ledger", "a_ledger", LEDGER)
    found = reader_of(".ledger")
    assert found is not None and found.package == "a-ledger"
    assert "'b_ledger' of the package b-ledger is not used: the package a-ledger already reads .ledger" in caplog.text


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        (LEDGER, "(RuntimeError: page torn out)"),
        (LEDGER.replace("    if", "    yield 7\n    if"), "(TypeError: it yields int, not Article or SourceError)"),
    ],
)
def test_a_reader_that_fails_costs_its_file_alone(tmp_path: Path, install: Install, source: str, problem: str) -> None:
    install("news-ledger", "news_ledger", source)
    (tmp_path / "a.ledger").write_text("¶!crash\nText.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("A good article.")
    titles, [error] = _read(tmp_path / "a.ledger", tmp_path / "b.txt")
    assert titles == ["B"] and error.source.endswith("a.ledger")
    assert "cannot be read by 'Ledger' of the package news-ledger" in error.problem and problem in error.problem


def test_a_reader_that_cannot_recognize_is_passed_over(install: Install, caplog: pytest.LogCaptureFixture) -> None:
    install("news-ledger", "news_ledger", LEDGER.replace('text.startswith("¶")', "text.missing()"))
    assert kind_of_text("---\ntitle: One\n---\nText.") == ".md"
    assert kind_of_text("¶One") == ".txt"
    assert "the reader 'Ledger' of the package news-ledger fails" in caplog.text


@pytest.mark.parametrize(
    "make",
    [
        lambda reader: replace(reader, name=""),
        lambda reader: replace(reader, label=""),
        lambda reader: replace(reader, suffixes=()),
        lambda reader: replace(reader, suffixes=("txt",)),
        lambda reader: replace(reader, media_types=("Text/Plain",)),
    ],
)
def test_a_reader_needs_a_name_suffixes_and_media_types_as_described(
    make: Callable[[SourceReader], SourceReader],
) -> None:
    with pytest.raises(ValueError, match=r"needs a name|write the"):
        make(BUILT_IN[0])
