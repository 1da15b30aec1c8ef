"""The sdist and the wheel carry everything, and the wheel works in an environment and a folder of its own."""

import json
import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent
PACKAGES = {"citewell", "index", "prompts", "rag", "ui"}
"""The top-level packages; `citewell` is the one that programs import."""
BUILD = """
import os, sys
from hatchling.build import build_{kind}
os.chdir(sys.argv[1])
print(build_{kind}(sys.argv[2]))
"""
WHERE = "import index, prompts, rag, ui; print(*(one.__file__ for one in (index, prompts, rag, ui)), sep='\\n')"
FERRY = "The ferry Marigold sank off Vessel Point on Friday. Forty-two people were rescued, the coast guard said.\n"
BAKERY = "A bakery in Tolland baked a loaf of 41 metres. Baker Rufus Pell opened the oven at both ends.\n"


def _tracked() -> set[str]:
    """The files of the repository, those that wait to be added with them."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return {name for name in listed.split("\0") if name and (ROOT / name).exists()}


def _built(kind: str, source: Path, to: Path) -> Path:
    """Build with this environment's hatchling, without downloads."""
    done = subprocess.run([sys.executable, "-c", BUILD.format(kind=kind), source, to], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return to / done.stdout.strip().splitlines()[-1]


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist, made from the repository."""
    return _built("sdist", ROOT, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made from the sdist alone."""
    folder = tmp_path_factory.mktemp("wheel")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    return _built("wheel", folder / sdist.name.removesuffix(".tar.gz"), folder)


@pytest.fixture(scope="module")
def citewell(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `citewell` command of a new environment with the wheel; its requirements are borrowed."""
    environment = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    python = environment / "bin" / "python"
    install = [
        "install",
        "--quiet",
        "--no-index",
        "--no-deps",
        "--no-compile",
        "--disable-pip-version-check",
        str(wheel),
    ]
    subprocess.run([sys.executable, "-m", "pip", "--python", str(python), *install], check=True)
    # A folder that a .pth file names is searched last, and its own .pth files (an editable install) are not read.
    [site] = environment.glob("lib/python*/site-packages")
    (site / "borrowed.pth").write_text(f"{sysconfig.get_paths()['purelib']}\n{sysconfig.get_paths()['platlib']}\n")
    return environment / "bin" / "citewell"


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty home, in which everything runs."""
    home = tmp_path_factory.mktemp("elsewhere")
    (home / "articles").mkdir()
    (home / "articles" / "ferry.txt").write_text(FERRY)
    (home / "articles" / "bakery.txt").write_text(BAKERY)
    return home


def _environment(home: Path) -> dict[str, str]:
    """An environment without our settings or PYTHONPATH, and with a new user's store."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CITEWELL_", "PYTHON", "XDG_"))}
    return {**kept, "HOME": str(home)}


def _run(home: Path, *command: str | Path) -> str:
    done = subprocess.run(command, cwd=home, env=_environment(home), capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _answered(citewell: Path, home: Path, *arguments: str) -> Any:
    return json.loads(_run(home, citewell, *arguments, "--json"))


@contextmanager
def _serving(citewell: Path, home: Path) -> Iterator[str]:
    """The address of `citewell serve`."""
    command = [str(citewell), "serve", "--port", "0"]
    process = subprocess.Popen(command, cwd=home, env=_environment(home), stderr=subprocess.PIPE, text=True)
    assert process.stderr
    try:
        said = next((line for line in process.stderr if "answers at" in line), "")
        assert said, "the server ended before it answered"
        yield said.split("answers at ")[1].split()[0]
    finally:
        process.terminate()
        process.communicate(timeout=30)


def _got(address: str, path: str) -> str:
    with urlopen(address + path, timeout=30) as response:
        assert response.status == 200
        return str(response.read().decode())


def test_the_sdist_carries_every_file(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    assert held - {"PKG-INFO"} == {name for name in _tracked() if not name.startswith("findings/")}


def test_the_wheel_carries_every_file_of_its_packages(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
        noted = {name.partition(".dist-info/")[2] for name in archive.namelist() if ".dist-info/" in name}
    assert held == {name for name in _tracked() if name.partition("/")[0] in PACKAGES}
    assert {"licenses/LICENSE", "licenses/NOTICE", "entry_points.txt"} <= noted
    packages = {name.partition("/")[0] for name in held}
    assert packages == {name for name in PACKAGES if (ROOT / name).is_dir()}
    assert {f"{package}/py.typed" for package in packages} <= held


def test_the_wheel_works_in_a_folder_of_its_own(citewell: Path, elsewhere: Path) -> None:
    modules = _run(elsewhere, citewell.with_name("python"), "-c", WHERE).split()
    assert [module for module in modules if not module.startswith(str(citewell.parent.parent))] == []
    ingested = _answered(citewell, elsewhere, "ingest", "articles")
    assert ingested["added"] == 2
    assert (elsewhere / ".local" / "share" / "citewell" / "catalogue.sqlite3").exists()
    question = "How many people were rescued from the ferry Marigold?"
    answer = _answered(citewell, elsewhere, "ask", question)
    assert "orty-two" in answer["short_answer"] and answer["citations"]
    with _serving(citewell, elsewhere) as address:
        assert json.loads(_got(address, "/healthz"))["status"] == "ok"
        assert "citewell-chat" in _got(address, "/widget.js")
        [config] = re.findall(r"window\.gradio_config = (\{.*?\});?</script>", _got(address, "/"), re.DOTALL)
        head = json.loads(config)["head"]
        files = re.findall(r'(?:href|src)="(/?static/[^"]+)"', head)
        assert len(files) >= 5
        for file in files:
            assert _got(address, f"/{file.removeprefix('/')}")
        found = _answered(citewell, elsewhere, "search", "a very long loaf")
        assert "Rufus Pell" in json.dumps(found)
        (elsewhere / "draft.txt").write_text("Forty-two people were rescued from the Marigold.\n")
        checked = _answered(citewell, elsewhere, "check", "draft.txt")
        assert [claim["verdict"] for claim in checked["claims"]] == ["supported"]
