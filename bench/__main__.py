"""`make bench`: measure speed and quality, and print the machine and versions with the figures.

Prints a table to standard error and one JSON object to standard output. Speed is measured on generated articles.
Quality needs `--data`, a folder of public benchmarks; docs/figures.md lists them.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import conflict, grounding, ingest, injection, news, reading, retrieval, scale, start
from bench.figure import Figure, shown
from bench.machine import machine
from bench.rows import NEEDED

PARTS = ("ingest", "scale", "reading", "start", "news", "quality", "conflict")
Found = dict[str, Figure]


def main() -> None:
    """Run the parts that the command line names and print their figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000], help="sizes of the stores, in passages"
    )
    parser.add_argument("--passages", type=int, default=10_000, help="passages to ingest")
    parser.add_argument("--questions", type=int, default=100, help="questions per store")
    parser.add_argument("--articles", type=int, default=news.ARTICLES, help="articles in each generated news stream")
    parser.add_argument("--data", type=Path, help="folder of public benchmarks, needed for quality and conflict")
    parser.add_argument("--only", choices=PARTS, nargs="+", default=PARTS, help="parts to measure")
    arguments = parser.parse_args()
    found: Found = {}
    missing: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for figures in _measured(arguments, Path(folder), missing):
            for name, figure in figures.items():
                _say(f"{name:34} {shown(figure)}")
            found |= figures
    for problem in missing:
        _say(f"not measured: {problem}")
    print(json.dumps({"machine": machine(), "figures": found, "missing": missing}, indent=1))


def _measured(arguments: argparse.Namespace, folder: Path, missing: list[str]) -> Iterator[Found]:
    """Yield the figures of each part as soon as it is done; add what cannot be measured to `missing`."""
    if "ingest" in arguments.only:
        yield ingest.measure(folder / "ingest", arguments.passages)
    if "scale" in arguments.only:
        for size in arguments.sizes:
            yield scale.measure(folder / str(size), size, arguments.questions)
    if "reading" in arguments.only:
        yield reading.speed()
    if "start" in arguments.only:
        asked = folder / str(arguments.sizes[-1]) if "scale" in arguments.only else folder / "empty"
        yield {"cold ask_ms": start.cold_ask(asked)}
        try:
            yield {"install": start.install(folder / "environment")}
        except subprocess.CalledProcessError as error:
            missing.append(f"installation: {error.stderr.decode(errors='replace').strip()[-200:]}")
    if "news" in arguments.only:
        yield news.measure(folder / "news", arguments.articles)
    if "quality" in arguments.only and _is_there("quality", NEEDED, arguments.data, missing):
        yield retrieval.measure(folder, arguments.data)
        yield reading.measure(arguments.data)
        yield grounding.measure(arguments.data)
        yield injection.measure(arguments.data)
    if "conflict" in arguments.only and _is_there("conflict", (conflict.FILE,), arguments.data, missing):
        yield conflict.measure(folder / "conflict", arguments.data)


def _is_there(part: str, files: Sequence[str], data: Path | None, missing: list[str]) -> bool:
    """Return whether `data` has the files that a part needs; if not, add them to `missing`."""
    lacking = [name for name in files if not data or not (data / name).exists()]
    if lacking:
        missing.append(f"{part}: --data has no {', '.join(lacking)} (make bench DATA=...)")
    return not lacking


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
