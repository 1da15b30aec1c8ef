"""`make soak`: many kills, each compared with a run that nobody stopped. Prints each seed; a fault ends with code 1."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.kill.kill import Kills


def main() -> None:
    """Kill as often as was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tries", type=int, default=200)
    parser.add_argument("--seed", type=int, default=100)
    arguments = parser.parse_args()
    unequal = 0
    with tempfile.TemporaryDirectory() as folder:
        kills = Kills(Path(folder))
        for seed in range(arguments.seed, arguments.seed + arguments.tries):
            deed, left, whole = kills.try_(seed)
            differing = [name for name in whole if left[name] != whole[name]]
            unequal += bool(differing)
            print(f"{seed} {deed}: {', '.join(differing) or 'equal'}", flush=True)
    print(f"{arguments.tries - unequal} of {arguments.tries} stores equal")
    sys.exit(1 if unequal else 0)


if __name__ == "__main__":
    main()
