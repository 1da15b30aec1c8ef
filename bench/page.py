"""Measure the first load of the chat page, in Chromium on loopback: `python -m bench.page`.

`citewell serve` runs in its own process over the invented news of `tests.browser.news`. A cold load has an empty cache;
a warm load has the cache of the cold one. Kilobytes count bytes on the connection, headers included. Prints one JSON
object that includes the machine.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

from bench.figure import Figure
from bench.machine import machine
from index.embedding.embedder import embedded_embedder
from index.ingest.ingestion import ingest
from index.store import StoreConfig, open_store
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.news import news

RUNS = 5
Loaded = dict[str, float]
"""Name -> number, for one load."""
CHARTED = "How many people were rescued from the flood in Kestrin?"
"""A question whose answer has a chart."""
PATIENCE_MS = 120_000
SETTLING_MS = 500
"""Wait for the last requests."""
WATCH = """(() => {
  const look = () => {
    const box = document.querySelector("#cw-question textarea");
    const ask = document.querySelector("#cw-question .submit-button");
    if (box && !box.disabled && ask && !ask.disabled) window.usableAt = performance.now();
    else requestAnimationFrame(look);
  };
  look();
})();"""
"""Records when a visitor can type a question and press Ask."""
PAINTED = 'performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0'


class Transfer:
    """Requests and bytes of a page since the last look."""

    def __init__(self, session: CDPSession) -> None:
        self.requests = 0
        self.bytes = 0.0
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", lambda _: self._asked())
        session.on("Network.loadingFinished", lambda done: self._came(done["encodedDataLength"]))

    def _asked(self) -> None:
        self.requests += 1

    def _came(self, count: float) -> None:
        self.bytes += count

    def figure(self) -> Loaded:
        """Return requests and kilobytes since the last call."""
        return {"requests": self.requests, "kB": self.bytes / 1000}


def main() -> None:
    """Load the page and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=RUNS, help="cold and warm loads; prints medians")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, served(Path(folder)) as address:
        browser = playwright.chromium.launch(executable_path=find_chromium(playwright), args=list(ARGUMENTS))
        _loaded(browser.new_context(), address)  # warm up the server
        found = _measured(browser, address, arguments.runs)
        version = browser.version
        browser.close()
    print(json.dumps({"machine": machine(), "chromium": version, "figures": found}, indent=1))


def _measured(browser: Browser, address: str, runs: int) -> dict[str, Figure]:
    cold, warm, charted = [], [], []
    for _ in range(runs):
        context = browser.new_context()
        cold.append(_loaded(context, address))
        warm.append(_loaded(context, address))
        charted.append(_charted(context, address))
        context.close()
    return {"cold": _medians(cold), "warm": _medians(warm), "its first chart, besides": _medians(charted)}


def _loaded(context: BrowserContext, address: str) -> Loaded:
    """Load the page until requests stop; times count from the start of the load."""
    page = context.new_page()
    transfer = Transfer(context.new_cdp_session(page))
    page.add_init_script(WATCH)
    _open(page, address)
    times = {"first paint ms": page.evaluate(PAINTED), "usable ms": page.evaluate("window.usableAt")}
    page.close()
    return {**transfer.figure(), **times}


def _charted(context: BrowserContext, address: str) -> Loaded:
    """Measure what the first answer with a chart loads; time runs from the answer to the chart's points."""
    page = context.new_page()
    _open(page, address)
    transfer = Transfer(context.new_cdp_session(page))
    page.locator("#cw-question textarea").fill(CHARTED)
    page.locator("#cw-question textarea").press("Enter")
    page.locator("#cw-chat .cw-conflict").wait_for()
    answered = page.evaluate("performance.now()")
    page.locator(".js-plotly-plot .point").first.wait_for()
    drawn = page.evaluate("performance.now()")
    page.wait_for_timeout(SETTLING_MS)
    page.close()
    return {**transfer.figure(), "drawn ms after the answer": drawn - answered}


def _open(page: Page, address: str) -> None:
    page.set_default_timeout(PATIENCE_MS)
    page.goto(address)
    page.locator("#cw-question .submit-button:enabled").wait_for()
    page.locator(".cw-suggestion").first.wait_for()
    page.wait_for_timeout(SETTLING_MS)


def _medians(figures: Sequence[Loaded]) -> Figure:
    return {name: median(figure[name] for figure in figures) for name in figures[0]}


@contextmanager
def served(folder: Path) -> Iterator[str]:
    store = open_store(StoreConfig(folder), embedded_embedder)
    for _ in ingest(store, news()):
        pass
    store.close()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CITEWELL_", "OPENAI_"))}
    command = [sys.executable, "-m", "ui.cli", "serve", "--port", "0"]
    process = subprocess.Popen(command, env={**kept, "CITEWELL_STORE": str(folder)}, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    try:
        line = next(line for line in process.stderr if "answers at" in line)
        yield line.split("answers at ")[1].split()[0]
    finally:
        process.terminate()
        process.communicate(timeout=60)


if __name__ == "__main__":
    main()
