"""The browser of these tests; `python -m tests.browser.chromium --install` installs one if needed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

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

HELP = "install Chromium yourself (apt-get install chromium, or playwright install chromium) and run this again"


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
    raise RuntimeError(f"no Chromium: {HELP}")


def install() -> None:
    """Bring a Chromium where there is none: Debian's package as root where apt is, else Playwright's own build.

    Raises:
        RuntimeError: neither can be had.
    """
    with sync_playwright() as playwright:
        try:
            find_chromium(playwright)
        except RuntimeError:
            print("Installing Chromium for the browser tests ...", file=sys.stderr)
        else:
            return
    problems = [problem for command in _ways() if (problem := _problem(command))]
    with sync_playwright() as playwright:
        try:
            find_chromium(playwright)
        except RuntimeError as error:
            raise RuntimeError("\n".join([*problems, str(error)])) from None


def _ways() -> list[str]:
    """Return the shell commands to try; the first that works is enough."""
    own = f'"{sys.executable}" -m playwright install chromium'
    if os.geteuid() == 0 and shutil.which("apt-get"):
        packages = "apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core fonts-noto-color-emoji"
        debian = f"DEBIAN_FRONTEND=noninteractive; export DEBIAN_FRONTEND; apt-get update -qq && {packages}"
        return [f"({debian}) || {own}"]
    return [own]


def _problem(command: str) -> str:
    done = subprocess.run(command, shell=True, capture_output=True, text=True)
    return "" if done.returncode == 0 else f"{command} failed:\n{done.stdout[-1000:]}{done.stderr[-1000:]}"


if __name__ == "__main__":
    if sys.argv[1:] != ["--install"]:
        sys.exit("usage: python -m tests.browser.chromium --install")
    try:
        install()
    except RuntimeError as error:
        sys.exit(f"{error}")
