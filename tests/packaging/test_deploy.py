"""The Dockerfile, compose.yaml and systemd unit keep their promises and name files that exist."""

import fnmatch
import json
import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from ui.app.settings import Settings

ROOT = Path(__file__).parent.parent.parent
UNIT = ROOT / "deploy" / "citewell.service"
HARDENED = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "CapabilityBoundingSet": "",
    "MemoryDenyWriteExecute": "yes",
    "StateDirectory": "citewell",
    "StateDirectoryMode": "0700",
    "User": "citewell",
}


def _instructions() -> list[tuple[str, str]]:
    """The Dockerfile's instructions and what they say, in order."""
    lines = [line for line in (ROOT / "Dockerfile").read_text().splitlines() if not line.startswith("#")]
    joined = re.sub(r"\\\n", " ", "\n".join(lines))
    return [(name, said.strip()) for name, _, said in (line.partition(" ") for line in joined.splitlines() if line)]


def _last_stage() -> list[tuple[str, str]]:
    instructions = _instructions()
    start = max(n for n, (name, _) in enumerate(instructions) if name == "FROM")
    return instructions[start:]


def _service() -> dict[str, Any]:
    service: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]["citewell"]
    return service


def _is_sent(path: str) -> bool:
    """Whether `.dockerignore` lets a path through to the builder: its last pattern that fits decides."""
    sent = True
    for line in (ROOT / ".dockerignore").read_text().splitlines():
        pattern = line.removeprefix("!").removeprefix("**/")
        parts = [path, *path.split("/"), *("/".join(path.split("/")[:n]) for n in range(1, path.count("/") + 1))]
        if line and not line.startswith("#") and any(fnmatch.fnmatchcase(part, pattern) for part in parts):
            sent = line.startswith("!")
    return sent


def _unit() -> dict[str, list[str]]:
    """The unit's settings; one may stand several times."""
    settings: dict[str, list[str]] = {}
    for line in UNIT.read_text().splitlines():
        if "=" in line and not line.startswith("#"):
            name, _, value = line.partition("=")
            settings.setdefault(name, []).append(value)
    return settings


def test_what_the_image_copies_is_there_and_is_sent_to_the_builder() -> None:
    copied = [
        source
        for name, said in _instructions()
        if name == "COPY" and "--from=" not in said
        for source in shlex.split(said)[:-1]
    ]
    assert {"locks/build.txt", "locks/run.txt"} <= set(copied)
    assert [source for source in copied if not (ROOT / source).exists()] == []
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    packages = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    needed = [
        *(f"{package}/deep/file.toml" for package in packages),
        *("pyproject.toml", project["project"]["readme"], *project["project"]["license-files"]),
        *(source for source in copied if source != "."),
    ]
    assert [path for path in needed if not _is_sent(path)] == []
    private = (".git/config", ".store/x", ".env", "tests/x.py", "ui/widget/node_modules/x.js", "rag/__pycache__/x.pyc")
    assert [path for path in private if _is_sent(path)] == []


def test_the_image_is_installed_from_locks_with_hashes() -> None:
    steps = [part for name, said in _instructions() if name == "RUN" for part in said.split("&&")]
    installs = [step for step in steps if re.search(r"\bpip\b.* (install|wheel) ", step)]
    from_locks = [step for step in installs if "-r locks/" in step]
    assert len(from_locks) == 2
    assert all("--require-hashes" in step and "--only-binary :all:" in step for step in from_locks)
    others = [step for step in installs if step not in from_locks]
    assert len(others) == 2
    assert all("--no-index" in step and "--no-deps" in step for step in others)


def test_the_image_runs_as_nobody_in_particular_and_says_how_it_is() -> None:
    stage = _last_stage()
    said = dict(stage)
    assert said["USER"] == "10001:10001"
    assert stage.index(("USER", said["USER"])) > max(n for n, (name, _) in enumerate(stage) if name in ("RUN", "COPY"))
    assert said["VOLUME"] == "/data" and "CITEWELL_STORE=/data" in said["ENV"]
    assert json.loads(said["ENTRYPOINT"]) == ["citewell"] and json.loads(said["CMD"]) == ["serve"]
    assert "/healthz" in said["HEALTHCHECK"]
    tools = re.compile(r"\b(gcc|g\+\+|make|build-essential|apt-get|pip install|hatchling)\b")
    assert [what for name, what in stage if name == "RUN" and tools.search(what)] == []
    assert any(name == "RUN" and "pip uninstall" in what for name, what in stage)


def test_compose_gives_the_container_no_more_than_it_needs() -> None:
    service = _service()
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["user"] == dict(_last_stage())["USER"]
    assert [one.partition(":")[0] for one in service["tmpfs"]] == ["/tmp"]
    assert service["volumes"] == ["store:/data"]
    assert "store" in yaml.safe_load((ROOT / "compose.yaml").read_text())["volumes"]
    assert [port.split(":")[0] for port in service["ports"]] == ["127.0.0.1"]
    probe = service["healthcheck"]["test"]
    assert probe[1:] == json.loads(dict(_last_stage())["HEALTHCHECK"].partition("CMD ")[2])


def test_every_variable_that_is_set_is_a_setting() -> None:
    texts = [(ROOT / name).read_text() for name in ("Dockerfile", "compose.yaml", "deploy/citewell.service")]
    named = {name for text in texts for name in re.findall(r"\bCITEWELL_([A-Z_]+)\b", text)}
    assert named >= {"STORE", "HOST", "AUTH"}
    assert {name.lower() for name in named} <= set(Settings.model_fields)


def test_the_unit_is_closed_to_all_that_it_does_not_need() -> None:
    unit = _unit()
    assert {name: unit.get(name, [None])[-1] for name in HARDENED} == HARDENED
    assert "CITEWELL_STORE=%S/citewell" in unit["Environment"][0]
    assert unit["ExecStart"] == ["/opt/citewell/bin/citewell serve"]
    users = (ROOT / "deploy" / "citewell.sysusers").read_text()
    assert re.search(r"^u citewell ", users, re.MULTILINE)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here to ask")
def test_systemd_finds_the_unit_sound_and_well_closed(tmp_path: Path) -> None:
    """Its program and its user need not be here: /bin/true and daemon stand in for them."""
    text = UNIT.read_text().replace("/opt/citewell/bin/citewell", "/bin/true")
    unit = tmp_path / "citewell.service"
    unit.write_text(re.sub(r"^(User|Group)=citewell$", r"\1=daemon", text, flags=re.MULTILINE))
    verified = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True)
    assert verified.returncode == 0
    assert [line for line in verified.stderr.splitlines() if "citewell.service" in line] == []
    command = ["systemd-analyze", "security", "--offline=yes", "--threshold=20", str(unit)]  # 2.0 of 10
    assert subprocess.run(command, capture_output=True).returncode == 0
