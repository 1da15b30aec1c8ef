"""The limits of the house: lengths of files and functions, and where patterns may stand."""

from bench.house import LANGUAGE, LAYERS, LONG_FILE, LONG_FUNCTION, counts, sources

PATTERNS_IN_LANGUAGE = 150
"""Most calls of `re` in rag/language/, the only place that knows a human language."""
PATTERNS_OUTSIDE = 40
"""Most calls of `re` in the rest of rag/."""
DOCUMENTED = 0.94
"""Least share of the public functions that have a docstring."""

COUNTED = counts(sources())


def test_every_layer_is_counted() -> None:
    assert COUNTED["installed files"] > 100
    assert COUNTED["public functions"] > 500
    assert {"rag", "index", "ui"} <= set(LAYERS)


def test_no_file_is_long() -> None:
    assert LONG_FILE == 300
    assert COUNTED[f"files over {LONG_FILE} lines"] == {}


def test_no_function_is_long() -> None:
    assert LONG_FUNCTION == 60
    assert COUNTED[f"functions over {LONG_FUNCTION} lines"] == {}


def test_patterns_stand_where_language_is_known() -> None:
    by_file = COUNTED["calls of re by file"]
    assert COUNTED[f"calls of re in rag/ outside {LANGUAGE}"] <= PATTERNS_OUTSIDE, by_file
    assert COUNTED[f"calls of re in {LANGUAGE}"] <= PATTERNS_IN_LANGUAGE, by_file


def test_public_functions_are_documented() -> None:
    assert COUNTED["share of them with a docstring"] >= DOCUMENTED, COUNTED["without a docstring"]
