"""`python -m bench.behaviour record` and `python -m bench.behaviour compare`."""

import argparse
import sys
from pathlib import Path

import bench.behaviour
from bench.behaviour.compare import compare, report
from bench.behaviour.items import collections
from bench.behaviour.record import RecordError, record


def main() -> None:
    """Run what the command line asks for."""
    arguments = _parser().parse_args()
    sys.exit(arguments.run(arguments))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench.behaviour",
        description=bench.behaviour.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True)
    recording = commands.add_parser("record", help="record every response; resume after a stop")
    recording.add_argument("--cw", type=Path, required=True, metavar="PATH", help="the citewell command to record")
    recording.add_argument("--out", type=Path, required=True, metavar="FILE", help="JSON Lines file to write")
    recording.add_argument("--data", type=Path, help="folder of the public benchmarks: also record English news")
    recording.add_argument("--store", type=Path, metavar="DIR", help="folder for the stores (default: FILE.stores)")
    recording.add_argument("--sample", type=_positive, default=1, metavar="N", help="take every N-th request")
    recording.add_argument("--jobs", type=_positive, default=1, metavar="N", help="processes at the same time")
    recording.set_defaults(run=_record)
    comparing = commands.add_parser("compare", help="compare two recordings; exit code 1 if anything differs")
    comparing.add_argument("old", type=Path)
    comparing.add_argument("new", type=Path)
    comparing.add_argument("--common", action="store_true", help="accept requests that one recording lacks")
    comparing.add_argument("--most", type=int, default=50, metavar="N", help="differences to show")
    comparing.set_defaults(run=_compare)
    return parser


def _record(arguments: argparse.Namespace) -> int:
    store = arguments.store or arguments.out.with_name(f"{arguments.out.name}.stores")
    made = collections(arguments.data, arguments.sample)
    try:
        record(arguments.cw.absolute(), arguments.out.absolute(), made, store.absolute(), arguments.jobs)
    except RecordError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _compare(arguments: argparse.Namespace) -> int:
    found = compare(arguments.old, arguments.new)
    print(report(found, arguments.most))
    missing = not arguments.common and (found.only_old or found.only_new)
    return 1 if found.differing or missing or not found.equal else 0


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


if __name__ == "__main__":
    main()
