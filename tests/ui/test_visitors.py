"""A signed cookie tells visitors apart; nobody can pose as another."""

import json
import stat
from pathlib import Path
from typing import Any

import httpx
import pytest

from index.errors import StoreError, UsageError
from tests.ui.processes import run, serving
from tests.ui.visitors import OWNER, auth_server, told
from ui.auth.authorization import Authorization, Reading, make_authorization
from ui.auth.cookies import KEY_FILE, signing_key

LOCAL = make_authorization("", "", "", "", "articles", host="127.0.0.1", only_here=True)
OPEN = Authorization()
PROXIED = Authorization(proxies="127.0.0.1/32")


def named(administrators: str = "", reading: Reading = "articles") -> Authorization:
    """An authorization by the header of a proxy on this machine."""
    return make_authorization(
        "header:X-User", administrators, "", "127.0.0.1", reading, host="127.0.0.1", only_here=True
    )  # fmt: skip


def test_a_browser_is_the_same_visitor_each_time_and_after_a_restart(tmp_path: Path) -> None:
    with auth_server(tmp_path, OPEN) as client:
        first = told(client)
        assert (first["name"], first["role"], len(first["id"])) == ("", "reader", 32)
        assert told(client)["id"] == first["id"]
        cookies = client.cookies
        client.cookies = httpx.Cookies()
        assert told(client)["id"] != first["id"]
    with auth_server(tmp_path, OPEN) as client:
        client.cookies = cookies
        assert told(client)["id"] == first["id"]


def test_the_cookie_is_for_this_server_alone_and_is_sent_once(tmp_path: Path) -> None:
    with auth_server(tmp_path, OPEN) as client:
        given = client.get("/")
        cookie = given.headers["set-cookie"]
        assert cookie.startswith("citewell_visitor_")
        assert cookie.partition(";")[2] == " Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax"
        assert given.headers["cache-control"] == "no-store"
        assert "set-cookie" not in client.get("/").headers
        for path in ("/static/page.js", "/healthz", "/readyz"):
            assert "set-cookie" not in httpx.get(client.base_url.join(path)).headers
    with auth_server(tmp_path, PROXIED) as client:
        cookie = client.get("/", headers={"X-Forwarded-Proto": "https"}).headers["set-cookie"]
        assert cookie.startswith("__Host-citewell_visitor_") and cookie.endswith("; Secure")


def test_a_cookie_that_is_not_ours_makes_a_new_visitor(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    with auth_server(tmp_path / "other", OPEN) as client:
        theirs = client.get("/").headers["set-cookie"].partition(";")[0].partition("=")[2]
    with auth_server(tmp_path, OPEN) as client:
        mine = client.get("/").headers["set-cookie"].partition(";")[0]
        name, _, value = mine.partition("=")
        known = told(client)["id"]
        for forged in (theirs, ("A" if value[0] != "A" else "B") + value[1:], "", "x" * 5000, "é"):
            response = httpx.get(client.base_url, headers=[(b"Cookie", f"{name}={forged}".encode())])
            assert response.json()["id"] != known
            assert "set-cookie" in response.headers


def test_two_stores_on_one_machine_keep_their_cookies_apart(tmp_path: Path) -> None:
    with auth_server(tmp_path, OPEN) as one:
        first = told(one)["id"]
        (tmp_path / "other").mkdir()
        with auth_server(tmp_path / "other", OPEN) as other:
            other.cookies = one.cookies
            told(other)
            one.cookies = other.cookies
        assert told(one)["id"] == first


def test_the_key_is_made_once_and_is_this_users_own(tmp_path: Path) -> None:
    key = signing_key(tmp_path)
    assert signing_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == [KEY_FILE]
    (tmp_path / KEY_FILE).write_text("no key")
    with pytest.raises(StoreError, match="delete it"):
        signing_key(tmp_path)


def test_whoever_asks_a_server_of_this_machine_is_its_administrator(tmp_path: Path) -> None:
    with auth_server(tmp_path, LOCAL) as client:
        port = client.base_url.port
        for host in ("127.0.0.1", "localhost", f"LOCALHOST:{port}", f"[::1]:{port}"):
            assert told(client, Host=host)["role"] == "administrator"
        for proxied in ("X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"):
            assert told(client, **{proxied: "192.0.2.1"})["role"] == "reader"
    with auth_server(tmp_path, OPEN) as client:
        assert told(client)["role"] == "reader"
        assert told(client, **OWNER)["role"] == "administrator"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:7860", "127.0.0.1.evil.example", "localhost.", ""])
def test_no_other_name_leads_to_a_server_of_this_machine(tmp_path: Path, host: str) -> None:
    with auth_server(tmp_path, LOCAL) as client:
        problem = told(client, Host=host)
        if host == "localhost.":  # the same, written in full
            assert problem["role"] == "administrator"
            return
        assert problem["status"] == 421
        assert "CITEWELL_HOSTS" in problem["detail"]
        assert told(client, Host=host, **OWNER)["role"] == "administrator"
        assert client.get("/healthz", headers={"Host": host}).status_code == 200


def test_other_names_can_be_given_and_whoever_uses_them_is_a_reader(tmp_path: Path) -> None:
    given = make_authorization("", "", "News.example, [2001:db8::1]", "", "articles", host="127.0.0.1", only_here=True)
    with auth_server(tmp_path, given) as client:
        assert told(client, Host="news.example:7860")["role"] == "reader"
        assert told(client, Host="[2001:db8::1]:7860")["role"] == "reader"
        assert told(client)["role"] == "administrator"
        assert told(client, Host="other.example")["status"] == 421


@pytest.mark.parametrize(("headers", "let_in"), [
    ({}, True),
    ({"Sec-Fetch-Site": "same-origin"}, True),
    ({"Sec-Fetch-Site": "none"}, True),
    ({"Sec-Fetch-Site": "cross-site"}, False),
    ({"Sec-Fetch-Site": "same-site"}, False),
    ({"Sec-Fetch-Site": "cross-site", "Origin": "http://127.0.0.1"}, False),
    ({"Origin": "http://127.0.0.1"}, True),
    ({"Origin": "https://127.0.0.1"}, True),
    ({"Origin": "http://127.0.0.1:8080"}, False),
    ({"Origin": "http://evil.example"}, False),
    ({"Origin": "null"}, False),
    ({"Origin": ""}, False),
])  # fmt: skip
def test_a_page_of_another_site_changes_nothing(tmp_path: Path, headers: dict[str, str], *, let_in: bool) -> None:
    with auth_server(tmp_path, LOCAL) as client:
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            found = told(client, method, "/api/remove", Host="127.0.0.1", **headers)
            assert ("role" in found) is let_in, found
            if not let_in:
                assert found["status"] == 403
        assert told(client, "GET", "/", Host="127.0.0.1", **headers)["role"] == "administrator"
        assert told(client, "POST", "/", Host="127.0.0.1", **OWNER, **headers)["role"] == "administrator"


def test_a_proxys_word_is_taken_for_its_own_address_alone(tmp_path: Path) -> None:
    with auth_server(tmp_path, named("ana, Олена")) as client:
        # What the proxy forwards is not who the proxy is.
        found = told(client, X_User="ana", X_Forwarded_For="192.0.2.7")
        assert (found["name"], found["role"], found["address"]) == ("ana", "administrator", "192.0.2.7")
        assert told(client, X_User="ben")["role"] == "reader"
        assert told(client, X_User="ben")["id"] == told(client, X_User="ben")["id"] != found["id"]
        utf8 = [(b"X-User", "Олена".encode())]
        assert client.get("/", headers=utf8).json()["role"] == "administrator"
        for nobody in ("", "x" * 201, "a\u202eb"):
            assert client.get("/", headers=[(b"X-User", nobody.encode())]).status_code == 401
        twice = client.get("/", headers=[("X-User", "ben"), ("X-User", "ana")])
        assert twice.status_code == 401
        assert told(client)["status"] == 401
    distant = Authorization("header", "x-user", frozenset({"ana"}), "192.0.2.0/24")
    with auth_server(tmp_path, distant) as client:
        assert told(client, X_User="ana")["status"] == 401
        # Whoever is behind a trusted address in what they say of themselves is not at it.
        assert told(client, X_User="ana", X_Forwarded_For="192.0.2.1")["status"] == 401


def test_people_and_programs_who_are_unknown_are_told_so_each_in_their_way(tmp_path: Path) -> None:
    with auth_server(tmp_path, named()) as client:
        assert client.get("/", headers={"Accept": "text/html"}).text.startswith("Only visitors whom the proxy")
        api = client.get("/api/session", headers={"Accept": "text/html"})
        assert (api.status_code, api.headers["content-type"]) == (401, "application/problem+json")
        assert client.get("/login").status_code == 401
        assert client.get("/static/x").status_code == client.get("/readyz").status_code == 200


def test_readers_may_be_kept_to_passages(tmp_path: Path) -> None:
    with auth_server(tmp_path, named("ana", "passages")) as client:
        assert (told(client, X_User="ana")["reads"], told(client, X_User="ben")["reads"]) == (True, False)
        assert told(client, **OWNER)["reads"] is True
    with auth_server(tmp_path, OPEN) as client:
        assert told(client)["reads"] is True


@pytest.mark.slow
@pytest.mark.parametrize(("settings", "problem"), [
    ({"CITEWELL_AUTH": "password"}, "CITEWELL_AUTH: 'password' is not a way"),
    ({"CITEWELL_AUTH": "accounts:x"}, "is not a way to authenticate"),
    ({"CITEWELL_AUTH": "header:"}, "needs a header name"),
    ({"CITEWELL_AUTH": "header:X User"}, "needs a header name"),
    ({"CITEWELL_AUTH": "header:X-User"}, "CITEWELL_TRUSTED_PROXIES"),
    ({"CITEWELL_AUTH": "accounts"}, "citewell accounts add NAME"),
    ({"CITEWELL_READERS": "nothing"}, "CITEWELL_READERS: "),
    ({"CITEWELL_METRICS": "nobody"}, "CITEWELL_METRICS: "),
])  # fmt: skip
def test_settings_that_would_let_in_the_wrong_ones_are_refused(
    tmp_path: Path, settings: dict[str, str], problem: str
) -> None:
    done = run(tmp_path, "serve", "--port", "0", **settings)
    assert done.returncode == 2
    assert problem in done.stderr


def test_the_names_of_a_wrong_setting_are_told_at_once() -> None:
    with pytest.raises(UsageError, match="anybody could send x-user"):
        make_authorization("header:X-User", "", "", "", "articles", host="0.0.0.0", only_here=False)


@pytest.mark.slow
def test_a_server_of_this_machine_takes_changes_from_it_and_one_for_others_takes_none(tmp_path: Path) -> None:
    article: Any = {"id": "a", "title": "A", "text": "Two boats sank.", "url": "", "source": "", "authors": [],
               "published": None, "updated": None, "fetched": None, "language": "en", "origin": ""}  # fmt: skip
    body: dict[str, Any] = {"articles": [article]}
    foreign = {"Origin": "http://evil.example"}
    with serving(tmp_path) as address:
        assert httpx.get(f"{address}/api/session").json() == {
            "name": "", "role": "administrator", "reading": "articles"
        }  # fmt: skip
        assert httpx.post(f"{address}/api/ingest", json=body, headers=foreign, timeout=60).status_code == 403
        assert httpx.post(f"{address}/api/ingest", json=body, timeout=60).json()["added"] == 1
        token = json.loads((tmp_path / "serving.json").read_text())["token"]
        for shown, status in ((token, 204), ("wrong", 401)):
            owner = httpx.get(f"{address}/api/owner", headers={"Authorization": f"Bearer {shown}"})
            assert owner.status_code == status
    with serving(tmp_path, CITEWELL_HOST="0.0.0.0") as address:
        assert httpx.get(f"{address}/api/session").json()["role"] == "reader"
        refused = httpx.post(f"{address}/api/ingest", json=body)
        assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
        assert run(tmp_path, "remove", "a").stdout == "1 removed.\n"
