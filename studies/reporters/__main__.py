"""`python -m studies.reporters FOLDER`: fit how reporters differ."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from studies.reporters import crowds
from studies.reporters.fit import fit
from studies.reporters.publisher import publisher_of
from studies.reporters.tables import Fits, results
from studies.results import show


def main(arguments: list[str] | None = None) -> int:
    """Print the tables and keep them in a folder; exit code 2 with a message if the folder holds too little."""
    parser = argparse.ArgumentParser(prog="python -m studies.reporters", description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of episodes, NAME/events.csv")
    parser.add_argument("--leave-out", nargs="*", default=[], metavar="EPISODE", help="episodes not to learn from")
    parser.add_argument("--until", type=date.fromisoformat, default=date.max, help="last day of reports")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--draws", type=int, default=4000, help="kept draws a chain")
    parser.add_argument("--out", type=Path, help="folder whose results.json gets the tables")
    given = parser.parse_args(arguments)
    try:
        counts, announced = crowds.read(given.folder, given.until, given.leave_out)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    print("two fits of reporters ...", file=sys.stderr)
    fits = Fits(*(fit(counts, with_published=start, draws=given.draws, seed=given.seed) for start in (True, False)))
    detained = crowds.detained_twice(given.folder, given.until, given.leave_out)
    used = {episode for episode, _ in counts.reporters} | {one.episode for one in announced}
    publishers = {episode: publisher_of(given.folder / episode) for episode in sorted(used)}
    found = results(counts, announced, fits, detained, publishers, given.leave_out)
    show(found, given.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
