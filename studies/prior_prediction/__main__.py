"""`python -m studies.prior_prediction CASE`: the checks of a case's prior against base rates and against itself.

Runs draws of the prior and prints the checks with pass or fail. Nothing here is tuned: a failed check stays in the
results until a prior with a reason of its own changes it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from buttress.case import load
from buttress.infer.prior import prior_draws
from buttress.world import build
from studies.prior_prediction.report import report
from studies.results import show


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the checks of a case's prior; 0 whatever they say, 2 for a case that can't be read."""
    parser = argparse.ArgumentParser(
        prog="python -m studies.prior_prediction", description="Check a case's prior against base rates."
    )
    parser.add_argument("case", type=Path, help="folder of the case")
    parser.add_argument("--draws", type=int, default=2000, help="draws of the prior, default 2000")
    parser.add_argument("--out", type=Path, help="folder whose results.json gets the tables, and the figures")
    given = parser.parse_args(arguments)
    try:
        case = load(given.case)
        world = build(case)
        results, figures = report(case, world, prior_draws(case, given.draws, world=world))
    except (OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    show(results, given.out)
    if given.out is not None:
        for name, svg in figures.items():
            (given.out / name).write_text(svg, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
