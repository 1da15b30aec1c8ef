"""Count lengths of files and functions, calls of `re`, and docstrings.

`python -m bench.house` reads the Python files of the working tree and prints a table; `--json` prints one JSON object.
It measures no times.
"""

import argparse
import ast
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parent.parent
ROOMS = ("citewell", "index", "prompts", "rag", "ui", "bench", "training", "tests")
"""Folders whose Python files are counted; one that is missing counts as empty."""
LAYERS = ("citewell", "index", "prompts", "rag", "ui")
"""Folders that are installed. Lengths and docstrings count here, where a newcomer reads."""
LANGUAGE = "rag/language/"
LONG_FILE, LONG_FUNCTION, FAIR_FUNCTION = 300, 60, 40
"""Lines; the first two are the limits of CONTRIBUTING.md."""
SHOWN = 15
"""Names shown in the table under each count; `--json` has them all."""

Function = ast.FunctionDef | ast.AsyncFunctionDef
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """A Python file of the working tree."""

    name: str
    lines: int
    tree: ast.Module

    @property
    def functions(self) -> Iterator[tuple[str, int]]:
        """Yield the name of each function, with its file and line, and its length in lines without decorators."""
        for node in ast.walk(self.tree):
            if isinstance(node, Function):
                yield f"{self.name}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1

    @property
    def patterns(self) -> int:
        """Count calls of functions of the module `re`, however they were imported."""
        modules, names = _imported(self.tree)
        calls = (node.func for node in ast.walk(self.tree) if isinstance(node, ast.Call))
        return sum(_is_from(called, modules, names) for called in calls)

    @property
    def public(self) -> Iterator[tuple[str, bool]]:
        """Yield each public function and method that is not nested, and whether it has a docstring."""
        for node in _public(self.tree):
            yield f"{self.name}:{node.lineno} {node.name}", ast.get_docstring(node) is not None


def sources(root: Path = ROOT, rooms: Sequence[str] = ROOMS) -> list[Source]:
    """Read the Python files below `rooms` in the order of their names; skip hidden folders."""
    files = sorted(file for room in rooms for file in (root / room).rglob("*.py"))
    named = [(file, file.relative_to(root)) for file in files]
    return [_read(file, name) for file, name in named if not _is_foreign(name)]


def counts(found: Sequence[Source]) -> Json:
    """Count the files and functions over the limits, the calls of `re`, and the documented functions.

    Returns:
        Numbers by name; "files over", "functions over" and "undocumented" map or list the names behind a number.
    """
    installed = [one for one in found if one.name.startswith(tuple(f"{layer}/" for layer in LAYERS))]
    functions = [function for one in found for function in one.functions]
    public = [function for one in installed for function in one.public]
    rag = [one for one in installed if one.name.startswith("rag/")]
    inside = {one.name: one.patterns for one in rag if one.name.startswith(LANGUAGE) and one.patterns}
    outside = {one.name: one.patterns for one in rag if not one.name.startswith(LANGUAGE) and one.patterns}
    return {
        "files": len(found),
        "installed files": len(installed),
        "median lines of an installed file": median([one.lines for one in installed]) if installed else 0,
        f"files over {LONG_FILE} lines": _descending({one.name: one.lines for one in found if one.lines > LONG_FILE}),
        f"functions over {LONG_FUNCTION} lines": _over(functions, LONG_FUNCTION),
        f"functions over {FAIR_FUNCTION} lines": _over(functions, FAIR_FUNCTION),
        f"calls of re in {LANGUAGE}": sum(inside.values()),
        f"calls of re in rag/ outside {LANGUAGE}": sum(outside.values()),
        "calls of re by file": _descending(inside | outside),
        "public functions": len(public),
        "share of them with a docstring": round(sum(has for _, has in public) / len(public), 3) if public else 1.0,
        "without a docstring": [name for name, has in public if not has],
    }


def table(counted: Json) -> str:
    """Format counts for people: one line per number, then the first names behind it."""
    lines = []
    for name, value in counted.items():
        behind = [f"{size:>6,} {one}" for one, size in value.items()] if isinstance(value, dict) else value
        if not isinstance(behind, list):
            lines.append(f"{name:45} {value:>8,}")
            continue
        lines.append(f"{name:45} {len(behind):>8,}")
        lines += [f"    {one}" for one in behind[:SHOWN]]
        lines += [f"    and {len(behind) - SHOWN:,} more"] if len(behind) > SHOWN else []
    return "\n".join(lines)


def _read(file: Path, name: Path) -> Source:
    text = file.read_text(encoding="utf-8")
    return Source(name.as_posix(), len(text.splitlines()), ast.parse(text))


def _is_foreign(name: Path) -> bool:
    return any(part.startswith(".") or part == "node_modules" for part in name.parts)


def _imported(tree: ast.Module) -> tuple[set[str], set[str]]:
    """Return the names of the module `re` in a file, and of its imported members."""
    modules = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
        if alias.name == "re"
    }
    members = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "re" and not node.level
        for alias in node.names
    }
    return modules, members


def _is_from(called: ast.expr, modules: set[str], members: set[str]) -> bool:
    if isinstance(called, ast.Attribute):
        return isinstance(called.value, ast.Name) and called.value.id in modules
    return isinstance(called, ast.Name) and called.id in members


def _public(node: ast.Module | ast.ClassDef) -> Iterator[Function]:
    for child in node.body:
        if isinstance(child, ast.ClassDef) and not child.name.startswith("_"):
            yield from _public(child)
        elif isinstance(child, Function) and not child.name.startswith("_"):
            yield child


def _over(functions: Sequence[tuple[str, int]], most: int) -> dict[str, int]:
    return _descending({name: lines for name, lines in functions if lines > most})


def _descending(sizes: dict[str, int]) -> dict[str, int]:
    return dict(sorted(sizes.items(), key=lambda pair: -pair[1]))


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    arguments = parser.parse_args()
    counted = counts(sources())
    print(json.dumps(counted, indent=1) if arguments.json else table(counted))


if __name__ == "__main__":
    main()
