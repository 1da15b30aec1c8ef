"""`make bench`: figures, with the machine and versions that they were measured on.

A table goes to standard error and one JSON object to standard output. Speed is measured on generated articles; quality,
where `--data` names a folder of public benchmarks (docs/figures.md says which), on theirs.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from bench import retrieval, speed
from bench.machine import machine


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--only", choices=("speed", "retrieval"))
    arguments = parser.parse_args()
    found: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        if arguments.only in (None, "speed"):
            _say(f"about {arguments.passages:,} generated passages, {arguments.questions} questions ...")
            found |= speed.measure(Path(folder) / "speed", arguments.passages, arguments.questions)
        if arguments.data and arguments.only in (None, "retrieval"):
            found |= retrieval.measure(Path(folder), arguments.data)
    for name, figure in found.items():
        _say(f"{name:28} " + "  ".join(f"{key} {value:,.3f}" for key, value in figure.items()))
    print(json.dumps({"machine": machine(), "figures": found}, indent=1))


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
