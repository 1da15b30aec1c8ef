"""A store that was made through the package, and one server over a copy of it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import citewell
from tests.articles import EXAMPLES
from tests.ui.processes import serving
from ui.auth.accounts import Accounts


@dataclass(frozen=True)
class Server:
    """A server with accounts: its address, its store, and the keys of an administrator and a reader."""

    address: str
    folder: Path
    administrator: str
    reader: str


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the example articles that nobody has open."""
    folder = tmp_path_factory.mktemp("citewell") / "store"
    with citewell.open(folder) as news:
        assert news.ingest(EXAMPLES).added == len(list(EXAMPLES.glob("*.md")))
    return folder


@pytest.fixture(scope="session")
def server(folder: Path) -> Iterator[Server]:
    """`citewell serve` over a copy of that store."""
    copy = folder.with_name("served")
    shutil.copytree(folder, copy)
    accounts = Accounts(copy)
    accounts.add("ana", "administrator", "a long password")
    accounts.add("ben", "reader", "a long password")
    keys = accounts.give_key("ana"), accounts.give_key("ben")
    with serving(copy, CITEWELL_AUTH="accounts") as address:
        yield Server(address, copy, *keys)


@pytest.fixture(scope="module")
def news(folder: Path) -> Iterator[citewell.Collection]:
    """The store of the example articles, open in this process."""
    with citewell.open(folder) as opened:
        yield opened
