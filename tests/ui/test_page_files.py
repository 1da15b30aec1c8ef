"""The page's own files, as a browser gets them."""

import json
import re
from pathlib import Path

from fastapi import FastAPI
from starlette.testclient import TestClient

from ui.page.static_files import words_script
from ui.page.styles import page_styles

STYLES = Path(__file__).parent.parent.parent / "ui" / "static" / "page"


def test_the_styles_come_as_one_colours_first_and_once() -> None:
    app = FastAPI()
    app.get("/page.css")(page_styles(STYLES))
    with TestClient(app) as client:
        sent = client.get("/page.css")
        assert sent.headers["content-type"].startswith("text/css")
        assert sent.text.startswith((STYLES / "colours.css").read_text(encoding="utf-8"))
        assert all(file.read_text(encoding="utf-8") in sent.text for file in STYLES.glob("*.css"))
        again = client.get("/page.css", headers={"If-None-Match": sent.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_scripts_get_their_words_in_the_readers_language() -> None:
    app = FastAPI()
    app.get("/words.js")(words_script)
    with TestClient(app) as client:
        sent = client.get("/words.js", headers={"Accept-Language": "uk-UA,uk;q=0.9"})
        assert sent.headers["content-type"].startswith("text/javascript")
        assert (sent.headers["vary"], sent.headers["cache-control"]) == ("Accept-Language", "no-cache")
        words = json.loads(sent.text.removeprefix("export default ").removesuffix(";\n"))
        assert (words["language"], words["months"][10], words["panel"]["close"]) == ("uk", "листопада", "Закрити")
        assert '"Close"' in client.get("/words.js?lang=en", headers={"Accept-Language": "uk"}).text


def test_no_style_names_a_left_or_a_right() -> None:
    for file in [*STYLES.glob("*.css"), STYLES.parent / "answer.css"]:
        text = file.read_text(encoding="utf-8")
        assert not [line for line in text.splitlines() if "-left" in line or "-right" in line or ": left" in line], file


def test_signing_in_has_the_colours_of_the_page() -> None:
    page, login = (STYLES / "colours.css").read_text("utf-8"), (STYLES.parent / "login.css").read_text("utf-8")
    for name in ("paper", "ink", "soft", "link", "accent"):
        assert re.findall(rf"--{name}: (.*);", login) == re.findall(rf"--cw-{name}: (.*);", page), name
    assert "background: var(--accent)" in login
