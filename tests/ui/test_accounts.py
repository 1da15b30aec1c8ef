"""Accounts: who may log in, for how long, and responses to everyone else."""

import fcntl
import os
import pty
import stat
import subprocess
import termios
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from select import select
from time import time

import httpx
import pytest
from itsdangerous import TimestampSigner, URLSafeTimedSerializer

from index.embedding.embedder import embedded_embedder
from index.errors import CitewellError, StoreError
from index.store import StoreConfig, open_store
from rag.reader.model import embedded_reader
from tests.browser.server import serving
from tests.ui.processes import COMMAND, environment, run, run_json
from ui.app.engine import Engine
from ui.auth.accounts import FILE, Accounts
from ui.auth.authorization import Authorization
from ui.auth.cookies import SESSION_S, signing_key
from ui.page.login import FAILURES, own_path

pytestmark = pytest.mark.slow

PASSWORD, OTHER = "a long enough secret", "another long secret"
TOKEN = {"Authorization": "Bearer the token"}
PERSON = {"Accept": "text/html"}
FAILURES_TAKEN = int(FAILURES.partition("/")[0])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an empty store with an administrator and a reader."""
    folder = tmp_path_factory.mktemp("accounts")
    accounts = Accounts(folder)
    accounts.add("Ana", "administrator", PASSWORD)
    accounts.add("ben", "reader", PASSWORD)
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """The application over it; a proxy on this machine is believed, so that tests have addresses of their own."""
    engine = Engine(open_store(StoreConfig(folder), embedded_embedder), embedded_reader)
    with serving(engine, "the token", authorization=Authorization("accounts", proxies="127.0.0.1")) as address:
        yield address.rstrip("/")
    engine.close()


@pytest.fixture
def client(address: str, request: pytest.FixtureRequest) -> Iterator[httpx.Client]:
    """A browser of this test's own address."""
    mine = f"192.0.2.{sum(request.node.name.encode()) % 250}, 198.51.100.{len(request.node.name)}"
    with httpx.Client(base_url=address, headers={"X-Forwarded-For": mine}, timeout=60) as client:
        yield client


def enter(client: httpx.Client, name: str, password: str = PASSWORD, to: str = "/", **headers: str) -> httpx.Response:
    """The response to a login."""
    return client.post("/login", data={"name": name, "password": password, "next": to}, headers=headers)


def test_a_password_is_kept_as_what_scrypt_makes_of_it(tmp_path: Path) -> None:
    accounts = Accounts(tmp_path / "new")
    assert accounts.all() == []
    accounts.add("Ána@News", "administrator", PASSWORD)
    known = accounts.verified("ÁNA@news", PASSWORD)
    assert known is not None and (known.name, known.role) == ("ána@news", "administrator")
    for name, password in (("ána@news", OTHER), ("ana@news", PASSWORD), ("", ""), ("ána@news", PASSWORD + "\udcff")):
        assert accounts.verified(name, password) is None
    file = tmp_path / "new" / FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert PASSWORD not in file.read_text()
    accounts.change("ána@news", OTHER)
    changed = accounts.verified("ána@news", OTHER)
    assert changed is not None and changed.stamp != known.stamp and changed.salt != known.salt
    accounts.remove("ÁNA@NEWS")
    assert Accounts(tmp_path / "new").all() == []


@pytest.mark.parametrize(("name", "password", "problem"), [
    ("", PASSWORD, "not a valid account name"),
    ("a b", PASSWORD, "not a valid account name"),
    ("x" * 65, PASSWORD, "not a valid account name"),
    ("a", "short", "10 to 1000 characters"),
    ("a", "x" * 1001, "10 to 1000 characters"),
    ("BEN", PASSWORD, "the account 'ben' already exists"),
])  # fmt: skip
def test_an_account_that_will_not_do_says_why(folder: Path, name: str, password: str, problem: str) -> None:
    with pytest.raises(CitewellError, match=problem):
        Accounts(folder).add(name, "reader", password)


def test_a_damaged_file_lets_nobody_in(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('[{"name": "ana"}]')
    with pytest.raises(StoreError, match="add the accounts again"):
        Accounts(tmp_path).get("ana")


def test_accounts_that_are_added_at_once_are_all_there(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda n: Accounts(tmp_path).add(f"n{n}", "reader", PASSWORD), range(4)))
    assert [one.name for one in Accounts(tmp_path).all()] == ["n0", "n1", "n2", "n3"]


def test_the_command_line_adds_lists_changes_and_removes(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text(PASSWORD + "\n")
    store = tmp_path / "store"
    given = ("--password-file", str(file))
    assert (
        run(store, "accounts", "add", "ana", "--role", "administrator", *given).stdout == "ana is an administrator.\n"
    )
    assert run_json(store, "accounts", "list") == {"accounts": [{"name": "ana", "role": "administrator", "key": False}]}
    assert Accounts(store).verified("ana", PASSWORD)
    file.write_text(OTHER)
    assert run(store, "accounts", "password", "ana", *given).returncode == 0
    assert Accounts(store).verified("ana", OTHER)
    assert run(store, "accounts", "remove", "ana").stdout == "1 removed.\n"
    for arguments, problem in (
        (("remove", "ana"), "there is no account 'ana'"),
        (("password", "ana", *given), "there is no account 'ana'"),
        (("add", "ben"), "give it with --password-file"),
        (("add", "ben", "--password-file", str(tmp_path)), "cannot be read"),
        (("add", "ben", "--role", "king", *given), "king"),
    ):
        done = run(store, "accounts", *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert problem in done.stderr


def test_on_a_terminal_the_password_is_asked_for_twice_and_not_shown(tmp_path: Path) -> None:
    said = typed(tmp_path, [PASSWORD, OTHER, PASSWORD, PASSWORD], "accounts", "add", "ana")
    assert "ana is a reader." in said
    assert PASSWORD not in said and OTHER not in said
    assert Accounts(tmp_path).verified("ana", PASSWORD)


def test_nobody_unknown_gets_anything_but_the_way_in(client: httpx.Client) -> None:
    for path in ("/", "/a/x?y=1", "/nothing"):
        sent = client.get(path, headers=PERSON)
        assert (sent.status_code, sent.headers["location"]) == (303, f"/login?next={path.translate(QUOTED)}")
    for path in ("/api/articles/x", "/api/session", "/v1/models", "/metrics", "/openapi.json", "/config", "/theme.css",
                 "/gradio_api/info", "/"):  # fmt: skip
        refused = client.get(path)
        assert (refused.status_code, refused.headers["content-type"]) == (401, "application/problem+json"), path
        assert "sign in at /login" in refused.json()["detail"]
    for path in ("/api/chat", "/v1/chat/completions", "/gradio_api/queue/join", "/mcp", "/"):
        assert client.post(path, json={"question": "who?"}).status_code == 401, path
    for path in ("/healthz", "/readyz", "/login", "/logout", "/static/login.css", "/static/favicon.svg"):
        assert client.get(path).status_code == 200, path
    assert client.get("/metrics", headers=TOKEN).status_code == 200
    assert client.get("/api/session", headers=TOKEN).json()["role"] == "administrator"


def test_whoever_signs_in_comes_where_they_were_going_with_their_role(client: httpx.Client) -> None:
    entered = enter(client, "ANA", to="/a/x?y=1")
    assert (entered.status_code, entered.headers["location"]) == (303, "/a/x?y=1")
    cookie = entered.headers["set-cookie"]
    assert cookie.startswith("citewell_session_")
    assert cookie.partition(";")[2] == f" Path=/; Max-Age={SESSION_S}; HttpOnly; SameSite=Lax"
    assert client.get("/api/session").json() == {"name": "ana", "role": "administrator", "reading": "articles"}
    assert client.get("/", headers=PERSON).status_code == 200
    assert client.post("/api/remove", json={"ids": []}).status_code == 200
    assert enter(client, "ben").status_code == 303
    refused = client.post("/api/remove", json={"ids": []})
    assert (refused.status_code, "ben is a reader" in refused.json()["detail"]) == (403, True)


def test_whoever_signs_out_is_unknown_again(client: httpx.Client) -> None:
    enter(client, "ben")
    assert 'method="post" action="./logout"' in client.get("/logout").text
    assert client.get("/api/session").status_code == 200
    assert client.post("/logout").headers["location"] == "/login"
    assert client.get("/api/session").status_code == 401


def test_a_wrong_name_and_a_wrong_password_look_the_same(client: httpx.Client) -> None:
    wrong = [enter(client, "ben", OTHER, '"><script>'), enter(client, "nobody", OTHER, '"><script>')]
    assert {one.status_code for one in wrong} == {401}
    assert wrong[0].text == wrong[1].text
    assert 'role="alert"' in wrong[0].text and "<script>" not in wrong[0].text
    assert not any("set-cookie" in one.headers for one in wrong)
    assert "Неправильне ім’я або пароль" in enter(client, "ben", OTHER, **{"Accept-Language": "uk"}).text
    assert client.post("/login", content=b"\xff").status_code == 401


def test_another_password_and_removal_end_the_sessions(client: httpx.Client, folder: Path) -> None:
    Accounts(folder).add("cleo", "reader", PASSWORD)
    enter(client, "cleo")
    assert client.get("/api/session").json()["name"] == "cleo"
    Accounts(folder).change("cleo", OTHER)
    assert client.get("/api/session").status_code == 401
    enter(client, "cleo", OTHER)
    assert client.get("/api/session").status_code == 200
    Accounts(folder).remove("cleo")
    Accounts(folder).add("cleo", "administrator", OTHER)
    assert client.get("/api/session").status_code == 401


def test_a_session_ends_after_its_time_and_cannot_be_made_up(client: httpx.Client, folder: Path) -> None:
    name = enter(client, "ben").headers["set-cookie"].partition("=")[0]
    account = Accounts(folder).get("ben")
    assert account is not None
    for key, age_s, status in (
        (signing_key(folder), 60, 200),
        (signing_key(folder), SESSION_S + 60, 401),
        (bytes(32), 60, 401),
    ):
        value = signed(key, [account.name, account.stamp], age_s)
        assert httpx.get(client.base_url.join("/api/session"), cookies={name: value}).status_code == status


def test_another_sites_page_signs_nobody_in_or_out(client: httpx.Client) -> None:
    assert enter(client, "ben", Origin="http://evil.example").status_code == 403
    assert client.get("/api/session").status_code == 401
    enter(client, "ben")
    assert client.post("/logout", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.get("/api/session").status_code == 200


def test_an_address_that_gets_it_wrong_too_often_has_to_wait(client: httpx.Client, address: str) -> None:
    assert [enter(client, "ben", OTHER).status_code for _ in range(FAILURES_TAKEN)] == [401] * FAILURES_TAKEN
    refused = enter(client, "ben")
    assert (refused.status_code, "set-cookie" in refused.headers) == (429, False)
    assert 0 < int(refused.headers["retry-after"]) <= 15 * 60
    assert "Too many attempts" in refused.text
    with httpx.Client(base_url=address, headers={"X-Forwarded-For": "203.0.113.9"}, timeout=60) as other:
        assert enter(other, "ben").status_code == 303


@pytest.mark.parametrize("wanted", [
    "", "//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/\t/evil.example",
    "/login", "/logout",
])  # fmt: skip
def test_signing_in_leads_nowhere_else(wanted: str) -> None:
    assert own_path(wanted) == "/"


QUOTED = str.maketrans({"/": "%2F", "?": "%3F", "=": "%3D"})


def signed(key: bytes, value: list[str], age_s: int) -> str:
    """A session cookie of an earlier time."""

    class Earlier(TimestampSigner):
        def get_timestamp(self) -> int:
            return int(time()) - age_s

    how = {"key_derivation": "hmac", "digest_method": sha256}
    made = URLSafeTimedSerializer(key, salt="session", signer=Earlier, signer_kwargs=how).dumps(value)
    return made if isinstance(made, str) else made.decode()


def typed(store: Path, lines: list[str], *arguments: str) -> str:
    """The output of a command on a terminal, with these lines typed at its prompts."""
    ours, theirs = pty.openpty()

    def take_terminal() -> None:
        os.setsid()
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    process = subprocess.Popen(
        [*COMMAND, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, env=environment(store),
        preexec_fn=take_terminal,
    )  # fmt: skip
    os.close(theirs)
    said = ""
    try:
        while select([ours], [], [], 60)[0] and (piece := os.read(ours, 1000)):
            said += piece.decode()
            # What is typed before the space has come is thrown away: only then is it not shown.
            if said.endswith(": ") and lines:
                os.write(ours, f"{lines.pop(0)}\n".encode())
    except OSError:  # how a terminal ends on Linux
        pass
    os.close(ours)
    assert process.wait(60) == 0, said
    return said
