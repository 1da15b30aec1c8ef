"""The limits of the house: lengths of files and functions, and where patterns may stand."""

from typing import Any

import pytest

from bench.house import LANGUAGE, LAYERS, LONG_FILE, LONG_FUNCTION, counts, sources

PATTERNS_IN_LANGUAGE = 150
"""Most calls of `re` in rag/language/, the only place that knows a human language."""
PATTERNS_OUTSIDE = 40
"""Most calls of `re` in the rest of rag/."""
DOCUMENTED = 0.94
"""Least share of the public functions that have a docstring."""

Counted = dict[str, Any]


@pytest.fixture(scope="module")
def counted() -> Counted:
    """The counts of the repository: reading every file takes seconds."""
    return counts(sources())


def test_every_layer_is_counted(counted: Counted) -> None:
    assert counted["installed files"] > 100
    assert counted["public functions"] > 500
    assert {"rag", "index", "ui"} <= set(LAYERS)


def test_no_file_is_long(counted: Counted) -> None:
    assert LONG_FILE == 300
    assert counted[f"files over {LONG_FILE} lines"] == {}


def test_no_function_is_long(counted: Counted) -> None:
    assert LONG_FUNCTION == 60
    assert counted[f"functions over {LONG_FUNCTION} lines"] == {}


def test_patterns_stand_where_language_is_known(counted: Counted) -> None:
    by_file = counted["calls of re by file"]
    assert counted[f"calls of re in rag/ outside {LANGUAGE}"] <= PATTERNS_OUTSIDE, by_file
    assert counted[f"calls of re in {LANGUAGE}"] <= PATTERNS_IN_LANGUAGE, by_file


def test_public_functions_are_documented(counted: Counted) -> None:
    assert counted["share of them with a docstring"] >= DOCUMENTED, counted["without a docstring"]
