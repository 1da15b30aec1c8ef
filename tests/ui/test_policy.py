"""The content security policy of every response."""

from collections.abc import Iterator

import httpx
import pytest

from index.store import Store
from rag.reader.model import embedded_reader
from tests.browser.server import serving
from ui.app.engine import Engine
from ui.auth.authorization import Authorization
from ui.http.security_headers import is_closed

OWN = ("/api/articles/nothing", "/api/nothing", "/v1/models", "/a/nothing", "/login", "/logout", "/static/login.css",
       "/static/nothing", "/healthz", "/readyz", "/metrics", "/openapi.json", "/mcp")  # fmt: skip
OWNER = {"Authorization": "Bearer the token"}


@pytest.fixture(scope="module")
def client(examples: Store) -> Iterator[httpx.Client]:
    """The owner of an application with accounts."""
    authorization = Authorization("accounts")
    with (
        serving(Engine(examples, embedded_reader), "the token", authorization=authorization) as address,
        httpx.Client(base_url=address, headers=OWNER, timeout=60) as client,
    ):
        yield client


def directives(response: httpx.Response) -> dict[str, list[str]]:
    """The policy by directive."""
    parts = [part.split() for part in response.headers["content-security-policy"].split(";")]
    return {name: sources for name, *sources in parts}


@pytest.mark.parametrize("path", OWN)
def test_what_is_ours_runs_no_script_and_takes_no_inline_style(client: httpx.Client, path: str) -> None:
    policy = directives(client.get(path))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == ["'none'"]
    assert policy["style-src"] == policy["img-src"] == policy["form-action"] == ["'self'"]
    assert set(policy) == {"default-src", "base-uri", "frame-ancestors", "style-src", "img-src", "form-action"}


@pytest.mark.parametrize("path", ["/login", "/logout", "/a/nothing"])
def test_our_pages_need_nothing_that_their_policy_forbids(client: httpx.Client, path: str) -> None:
    text = client.get(path).text
    assert "<!doctype html>" in text
    assert not any(part in text for part in ("<script", "<style", " style=", " onclick=", "javascript:", "//cdn"))


def test_the_chat_page_has_the_tightest_policy_that_gradio_bears(client: httpx.Client) -> None:
    policy = directives(client.get("/"))
    assert policy["default-src"] == policy["frame-ancestors"] == ["'none'"]
    assert policy["script-src"] == policy["connect-src"] == policy["form-action"] == ["'self'"]
    assert policy["style-src"] == ["'self'", "'unsafe-inline'"]
    assert policy["img-src"] == ["'self'", "data:"]


@pytest.mark.parametrize("path", ["/", "/config", "/gradio_api/upload", "/theme.css", *OWN])
@pytest.mark.parametrize("headers", [OWNER, {"Authorization": ""}], ids=["owner", "stranger"])
def test_nobody_may_frame_guess_or_pass_on_anything(client: httpx.Client, path: str, headers: dict[str, str]) -> None:
    sent = client.get(path, headers=headers).headers
    assert "frame-ancestors 'none'" in sent["content-security-policy"]
    for name, value in (
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ):
        assert sent[name] == value
    assert "access-control-allow-origin" not in sent


def test_what_is_personal_is_kept_by_no_cache(client: httpx.Client) -> None:
    for path in ("/api/articles/nothing", "/a/nothing", "/login"):
        assert client.get(path).headers["cache-control"] == "no-store"
    assert client.get("/static/login.css").headers["cache-control"] == "no-cache"


def test_what_the_page_does_not_need_of_gradio_is_closed(client: httpx.Client) -> None:
    for path in ("upload", "file=/etc/passwd", "proxy=http://127.0.0.1", "component_server", "monitoring", "stream/x"):
        assert client.get(f"/gradio_api/{path}").status_code == 404
        assert client.post(f"/gradio_api/{path}").status_code == 404
    assert client.get("/gradio_api/info").status_code == 200
    assert not is_closed("/api/chat")
