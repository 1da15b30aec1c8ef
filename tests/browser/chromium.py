"""The browser of these tests."""

import shutil
from pathlib import Path

from playwright.sync_api import Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium(playwright: Playwright) -> str:
    """The path of a Chromium: the system's, else the one that Playwright installed.

    Raises:
        RuntimeError: there is none.
    """
    for found in map(shutil.which, NAMES):
        if found:
            return found
    own = playwright.chromium.executable_path
    if Path(own).exists():
        return own
    raise RuntimeError("no Chromium: install one (apt-get install chromium, or playwright install chromium)")
