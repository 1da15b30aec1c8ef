"""API keys: a program acts as the account of its key."""

import json
from dataclasses import asdict
from pathlib import Path

import httpx
import pytest

from index.embedding.embedder import embedded_embedder
from index.store import StoreConfig, open_store
from rag.reader.model import embedded_reader
from tests.browser.server import serving
from tests.ui.processes import run, run_json
from ui.app.engine import Engine
from ui.auth.accounts import FILE, Account, Accounts
from ui.auth.api_keys import KEY_PREFIX
from ui.auth.authorization import Authorization
from ui.limits.middleware import Limits

PASSWORD, OTHER = "a long enough secret", "another long secret"


@pytest.mark.slow
def test_a_key_is_printed_once_kept_as_its_hash_and_taken_away(tmp_path: Path) -> None:
    accounts = Accounts(tmp_path)
    before = accounts.add("ana", "administrator", PASSWORD)
    accounts.add("ben", "reader", PASSWORD)
    key = run(tmp_path, "accounts", "key", "ANA").stdout.strip()
    assert key.startswith(KEY_PREFIX) and len(key) > 40
    assert key not in (tmp_path / FILE).read_text()
    found = accounts.of_key(key)
    assert found is not None and (found.name, found.stamp) == ("ana", before.stamp)
    assert run_json(tmp_path, "accounts", "list")["accounts"][0]["key"] is True
    for wrong in ("", key[:-1], key + "x", KEY_PREFIX, "é"):
        assert accounts.of_key(wrong) is None
    accounts.change("ana", OTHER)  # a password is another matter
    assert accounts.of_key(key)
    other = accounts.give_key("ana")
    assert accounts.of_key(key) is None and accounts.of_key(other)
    assert run(tmp_path, "accounts", "key", "ana", "--revoke").stdout.startswith("Revoked.")
    assert accounts.of_key(other) is None
    for arguments, problem in ((("ana", "--revoke"), "'ana' has no key"), (("nobody",), "there is no account")):
        refused = run(tmp_path, "accounts", "key", *arguments)
        assert (refused.returncode, refused.stdout, problem in refused.stderr) == (2, "", True)


def test_accounts_of_a_file_without_keys_are_read(tmp_path: Path) -> None:
    known = Account("ana", "reader", salt="00", hash="00", stamp="s")
    old = {name: value for name, value in asdict(known).items() if name != "key"}
    (tmp_path / FILE).write_text(json.dumps([old]))
    accounts = Accounts(tmp_path)
    assert accounts.get("ana") == known
    assert accounts.of_key("") is None


def test_a_program_shows_its_accounts_key_and_has_its_role(tmp_path: Path) -> None:
    accounts = Accounts(tmp_path)
    accounts.add("robot", "reader", PASSWORD)
    engine = Engine(open_store(StoreConfig(tmp_path), embedded_embedder), embedded_reader)
    with (
        serving(engine, "the token", authorization=Authorization("accounts")) as address,
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        with_key = {"Authorization": f"bearer {accounts.give_key('robot')}"}
        assert client.get("/api/session", headers=with_key).json()["name"] == "robot"
        assert client.get("/v1/models", headers=with_key).status_code == 200
        assert client.get("/metrics", headers=with_key).status_code == 200
        begun = client.post("/api/conversations", headers=with_key)
        assert (begun.status_code, "set-cookie" in begun.headers) == (201, False)
        assert client.post("/api/remove", json={"ids": []}, headers=with_key).status_code == 403
        assert (
            client.post("/api/conversations", headers={**with_key, "Origin": "http://evil.example"}).status_code == 403
        )
        for wrong in ("Bearer unused", "Bearer", with_key["Authorization"].replace("bearer", "basic")):
            assert client.get("/api/session", headers={"Authorization": wrong}).status_code == 401
        client.post("/login", data={"name": "robot", "password": PASSWORD, "next": "/"})
        mine = client.get("/api/conversations").json()["conversations"]
        assert [one["id"] for one in mine] == [begun.json()["id"]]
        client.cookies.clear()
        accounts.revoke_key("robot")
        assert client.get("/api/session", headers=with_key).status_code == 401
    engine.close()


def test_each_account_has_a_rate_of_its_own_whichever_way_it_comes(tmp_path: Path) -> None:
    accounts = Accounts(tmp_path)
    keys = list[str]()
    for name in ("one", "two"):
        accounts.add(name, "reader", PASSWORD)
        keys.append(accounts.give_key(name))
    engine = Engine(open_store(StoreConfig(tmp_path), embedded_embedder), embedded_reader)
    with serving(engine, limits=Limits(visitor_rate="2/hour"), authorization=Authorization("accounts")) as address:
        asked = [
            httpx.post(
                f"{address}api/search", json={"query": "x"}, headers={"Authorization": f"Bearer {key}"}, timeout=60
            )
            for key in (keys[0], keys[0], keys[0], keys[1])
        ]
    engine.close()
    assert [one.status_code for one in asked] == [200, 200, 429, 200]
