"""Violations of WCAG 2.2, levels A and AA, that axe finds on a page."""

from collections.abc import Iterator
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_AXE = Axe()


def violations(page: Page) -> list[str]:
    """Return each violation as "rule: element, reason"."""
    options = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": TAGS}}
    found = _AXE.run(page, options=options).response["violations"]
    return [line for violation in found for line in _lines(violation)]


def _lines(violation: Any) -> Iterator[str]:
    for node in violation["nodes"]:
        why = node["failureSummary"].replace("\n", " ")
        yield f"{violation['id']}: {' '.join(map(str, node['target']))}: {why}"
