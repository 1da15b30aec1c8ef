"""Measure what the widget costs a page before anyone opens it: `python -m bench.widget`.

Loads an article page in Chromium on loopback, alternately with and without the widget's tag, each time in a new browser
context with an empty cache. Milliseconds are main-thread time from the first byte until the page is idle. Prints one
JSON object that includes the machine.
"""

import argparse
import gzip
import json
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from bench.machine import machine
from bench.page import served
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.embedding import STORY, publishing
from ui.page.embed import SCRIPT

RUNS = 15
SETTLING_MS = 700
"""Wait after a load until the page is idle."""
SHIFTED = """() => new Promise(done => {
  let all = 0;
  new PerformanceObserver(list => { for (const one of list.getEntries()) all += one.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(all), 100);
})"""
PAINTED = 'performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0'
COUNTED = ("TaskDuration", "ScriptDuration", "LayoutDuration", "RecalcStyleDuration")
Loaded = dict[str, float]
"""Name -> number, for one load."""


def main() -> None:
    """Load the pages and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=RUNS, help="loads with and without the tag; prints medians")
    runs = parser.parse_args().runs
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        served(Path(folder)) as server,
        publishing() as paper,
    ):
        pages = {"without": paper.page("without", STORY), "with": paper.holding("with", server, "any")}
        browser = playwright.chromium.launch(executable_path=find_chromium(playwright), args=list(ARGUMENTS))
        for address in pages.values():
            _loaded(browser, address)  # warm up both servers
        turns = [(name, _loaded(browser, address)) for _ in range(runs) for name, address in pages.items()]
        browser.close()
    figures = {name: _medians([load for kind, load in turns if kind == name]) for name in pages}
    added = {name: figures["with"][name] - figures["without"][name] for name in figures["with"]}
    packed = len(gzip.compress(SCRIPT.read_bytes(), 9))
    print(json.dumps({"machine": machine(), "gzipped bytes": packed, "figures": {**figures, "added": added}}, indent=1))


def _loaded(browser: Browser, address: str) -> Loaded:
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Performance.enable")
    page.goto(address)
    page.wait_for_timeout(SETTLING_MS)
    counted = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    found = {f"{name}, ms": counted[name] * 1000 for name in COUNTED}
    requests = page.evaluate("performance.getEntriesByType('resource').length")
    load = {**found, "requests": requests, "first paint, ms": page.evaluate(PAINTED), "shift": page.evaluate(SHIFTED)}
    context.close()
    return load


def _medians(loads: list[Loaded]) -> Loaded:
    return {name: round(median(load[name] for load in loads), 3) for name in loads[0]}


if __name__ == "__main__":
    main()
