"""Citewell below a path, behind a reverse proxy."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx
import pytest

from index.embedding.embedder import embedded_embedder
from index.errors import UsageError
from index.ingest.ingestion import ingest
from index.store import StoreConfig, open_store
from rag.reader.model import embedded_reader
from tests.articles import article
from tests.browser.server import listening
from tests.ui.proxy import proxied
from ui.app.engine import Engine
from ui.app.setting_types import PATHS
from ui.app.settings import read_settings
from ui.auth.accounts import Accounts
from ui.auth.authorization import Authorization
from ui.http.security_headers import OWN
from ui.server.application import create_app
from ui.sites.sites import Sites

ORIGIN = "https://paper.example"
PASSWORD = "correct horse battery staple"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine over one article, with a site that holds the widget and an account."""
    store = open_store(StoreConfig(tmp_path_factory.mktemp("root-path")), embedded_embedder)
    list(ingest(store, [article()]))
    Sites(store.config.folder).add("The Paper", origins=(ORIGIN,))
    Accounts(store.config.folder).add("ana", "reader", PASSWORD)
    engine = Engine(store, embedded_reader)
    yield engine
    engine.close()


@pytest.fixture(scope="module", params=[True, False], ids=["stripping", "passing-through"])
def address(engine: Engine, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address at a proxy that strips the path, and at one that leaves it."""
    with listening(create_app(engine, root_path="/ask")) as behind, proxied(behind, strip=request.param) as address:
        yield address


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=60) as client:
        yield client


def _addresses(page: str) -> list[str]:
    """Return the URLs that an HTML page loads and links to."""
    return re.findall(r'(?:href|src)="([^"#]+)"', page)


def test_the_page_and_all_that_it_loads_lie_below_the_path(client: httpx.Client, address: str) -> None:
    page = client.get("").raise_for_status().text
    config = client.get("config").json()
    assert config["root"] == address.rstrip("/")
    given = [*_addresses(page), *_addresses(config["head"]), "theme.css", "favicon.ico"]
    loaded = [urljoin(address, one) for one in given if one.endswith((".js", ".css", ".ico"))]
    assert len(loaded) >= 9
    for one in loaded:
        assert one.startswith(address)
        assert client.get(one).status_code == 200, one


def test_modules_import_their_neighbours_and_ask_below_the_path(client: httpx.Client) -> None:
    folder = Path(__file__).parent.parent.parent / "ui" / "static"
    scripts = [file for file in folder.rglob("*.js") if file.name != "widget.js"]
    absolute = [file.name for file in scripts if re.search(r"""["'`]/(api|static|a|healthz)\b""", file.read_text())]
    assert absolute == []
    script = client.get("static/conversations/kept.js").text
    neighbour = next(one for one in re.findall(r'from "([^"]+)"', script) if one.endswith("root.js"))
    assert client.get(f"static/conversations/{neighbour}").status_code == 200
    assert client.get("static/words.js").status_code == 200


def test_the_api_answers_and_its_permalink_opens(client: httpx.Client) -> None:
    answer = client.post("api/chat", json={"question": "Who is the port's director?", "stream": False}).json()
    assert "Alma Finch" in answer["short_answer"]
    page = client.get(f"a/{answer['answer_id']}").raise_for_status()
    for one in _addresses(page.text):
        assert client.get(urljoin(str(page.url), one)).status_code == 200, one
    assert client.get("openapi.json").json()["servers"] == [{"url": "/ask"}]


def test_answers_stream(client: httpx.Client) -> None:
    with client.stream("POST", "api/chat", json={"question": "Who is the port's director?"}) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        events = [line for line in response.iter_lines() if line.startswith("event:")]
    assert events[-1] == "event: done"


def test_the_widget_loads_and_asks(client: httpx.Client, engine: Engine) -> None:
    [site] = Sites(engine.store.config.folder).all()
    frame = client.get("embed", params={"site": site.key}).raise_for_status()
    loaded = [urljoin(str(frame.url), one) for one in _addresses(frame.text)]
    assert sorted(urlsplit(one).path for one in loaded) == ["/ask/static/embed.css", "/ask/widget.js"]
    for one in loaded:
        assert client.get(one).status_code == 200
    asked = client.get(f"api/sites/{site.key}", headers={"Origin": ORIGIN})
    assert asked.headers["access-control-allow-origin"] == ORIGIN


def test_the_path_without_its_slash_leads_to_the_page(client: httpx.Client, address: str) -> None:
    sent = client.get(address.rstrip("/"))
    assert sent.is_redirect
    assert urljoin(str(sent.url), sent.headers["location"]) == address


def test_the_cookie_is_for_the_path_alone(client: httpx.Client) -> None:
    cookie = client.get("api/session").headers["set-cookie"]
    assert "; Path=/ask/;" in cookie
    assert cookie.startswith("citewell_visitor_")
    again = client.get("api/session")
    assert "set-cookie" not in again.headers


def test_over_https_the_cookie_has_a_prefix_that_a_path_may_have(engine: Engine) -> None:
    app = create_app(engine, authorization=Authorization(proxies="127.0.0.1"), root_path="/ask")
    with listening(app) as behind, proxied(behind, scheme="https") as address:
        cookie = httpx.get(f"{address}api/session").headers["set-cookie"]
    assert cookie.startswith("__Secure-citewell_visitor_") and "; Path=/ask/;" in cookie
    assert cookie.endswith("; Secure")


@pytest.mark.parametrize("strip", [True, False])
def test_signing_in_stays_below_the_path(engine: Engine, strip: bool) -> None:
    app = create_app(engine, authorization=Authorization(auth="accounts"), root_path="/ask")
    with (
        listening(app) as behind,
        proxied(behind, strip=strip) as address,
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        sent = client.get("?lang=en", headers={"Accept": "text/html"})
        assert urlsplit(sent.headers["location"]).path == "/ask/login"
        form = client.get(urljoin(address, sent.headers["location"]))
        action = re.search(r'action="([^"]+)"', form.text)
        wanted = re.search(r'name="next" value="([^"]+)"', form.text)
        assert action and wanted
        signed = {"name": "ana", "password": PASSWORD, "next": wanted[1]}
        entered = client.post(urljoin(str(form.url), action[1]), data=signed)
        assert entered.status_code == 303 and entered.headers["location"] == "/ask/?lang=en"
        assert "; Path=/ask/;" in entered.headers["set-cookie"]
        assert client.get("api/session").json()["name"] == "ana"


def test_other_paths_of_the_host_are_not_ours(address: str) -> None:
    assert httpx.get(urljoin(address, "/api/session")).text == "the paper's own"


@pytest.mark.parametrize("given", ["/ask", " /ask/ ", "/news/ask", "/ask.v2"])
def test_paths_that_are_taken(given: str) -> None:
    assert read_settings(root_path=given).root_path == given.strip().rstrip("/")


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ("https://paper.example/ask", "is not a path; write /ask"),
        ("ask", "is not a path"),
        ("/a b", "is not a path"),
        ("/ask/../x", "is not a path"),
        ("//ask", "is not a path"),
        ("/api", "begins with /api, which is one of Citewell"),
        ("/a/ask", "begins with /a,"),
    ],
)
def test_paths_that_are_refused(given: str, problem: str) -> None:
    with pytest.raises(UsageError, match=f"CITEWELL_ROOT_PATH: {re.escape(problem)}"):
        read_settings(root_path=given)


def test_no_path_of_ours_may_be_a_root_path(engine: Engine) -> None:
    described = json.dumps(create_app(engine).openapi()["paths"])
    ours = {path.split("/")[1] for path in [*OWN, *json.loads(described)]}
    assert ours <= PATHS
