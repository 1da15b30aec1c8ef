"""Word lists: data files in `data/<language code>/`, and the one loader that reads them. Pure but for the files.

A file is UTF-8 text. A line that begins with # is a comment; what a line means is said in its file's comments.
"""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


def word_set(text: str) -> frozenset[str]:
    """Return the words of `text`."""
    return frozenset(text.split())


@lru_cache(maxsize=256)
def data_lines(name: str, language: str = "en") -> tuple[str, ...]:
    """Return the lines of a data file that are neither empty nor comments.

    Args:
        name: The file's name without ".txt".
        language: ISO 639-1 code of the folder that it lies in.

    Raises:
        FileNotFoundError: There is no such file.
    """
    lines = (DATA / language / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def word_list(name: str, language: str = "en") -> tuple[str, ...]:
    """Return the words of a data file in their order; a comma ends a phrase of several words.

    Args:
        name: The file's name without ".txt".
        language: ISO 639-1 code of the folder that it lies in.
    """
    lines = data_lines(name, language)
    if any("," in line for line in lines):
        return tuple(phrase.strip() for line in lines for phrase in line.split(",") if phrase.strip())
    return tuple(word for line in lines for word in line.split())


@lru_cache(maxsize=64)
def data_table(name: str, table: str, language: str = "en") -> dict[str, Any]:
    """Return a table of a TOML data file: words and what they stand for.

    Args:
        name: The file's name without ".toml".
        table: The table's name in the file.
        language: ISO 639-1 code of the folder that it lies in.

    Raises:
        FileNotFoundError: There is no such file.
        KeyError: The file has no such table.
    """
    content: dict[str, dict[str, Any]] = tomllib.loads((DATA / language / f"{name}.toml").read_text(encoding="utf-8"))
    return content[table]


def word_class(name: str, label: str, language: str = "en") -> tuple[str, ...]:
    """Return a class of a word list whose file has several: "saying" has statement, report and others.

    Args:
        name: The file's name without ".toml".
        label: The class's name in the file.
        language: ISO 639-1 code of the folder that it lies in.
    """
    return tuple(data_table(name, label, language))


def word_pairs(name: str, language: str = "en") -> dict[str, str]:
    """Return the words of a data file whose words are pairs divided by a colon: "begin:began".

    Args:
        name: The file's name without ".txt".
        language: ISO 639-1 code of the folder that it lies in.
    """
    return dict(pair.split(":", 1) for pair in word_list(name, language))
