"""`python -m studies.sensitivity CASE`: the parameters that carry under 1 % of every headline answer's spread."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from buttress.case import load
from studies.results import show
from studies.sensitivity.idle import COMMAND, report


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the list, and write it with --out; 0, or 2 for a case or a scenario that can't be read."""
    parser = argparse.ArgumentParser(prog=COMMAND, description="Which parameters carry next to nothing?")
    parser.add_argument("case", type=Path, help="folder of the case")
    parser.add_argument("--scenario", action="append", default=[], help="also its difference to the baseline")
    parser.add_argument("--draws", type=int, default=2000, help="draws of the prior, default 2000")
    parser.add_argument("--workers", type=int, default=1, help="processes, default 1")
    parser.add_argument("--out", type=Path, help="folder whose results.json gets the table")
    given = parser.parse_args(arguments)
    words = [str(given.case), *(word for name in given.scenario for word in ("--scenario", name))]
    words += ["--draws", str(given.draws)] + (["--out", given.out.as_posix()] if given.out else [])
    try:
        case = load(given.case)
        for name in given.scenario:
            case.scenario(name)
        results = report(case, given.scenario, given.draws, given.workers, f"{COMMAND} {shlex.join(words)}")
    except (OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    show(results, given.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
