"""`python -m studies.monte_carlo [CASE]`: fit a case many times, and hold the spread against the stated error."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from buttress.case import Case, CaseError, load
from buttress.case.blank import BLANK
from buttress.experiment import HEADLINE, MeanEstimate, run
from buttress.infer.fit import replicate_fit
from buttress.infer.problem import Problem
from buttress.infer.settings import Settings
from studies.monte_carlo.ratio import HIGH, LOW, pooled, ratios, results
from studies.results import show


def main(arguments: Sequence[str] | None = None) -> int:
    """0 if the pooled ratio lies where it should, 1 if not, 2 with a message for what can't be done."""
    parser = argparse.ArgumentParser(prog="python -m studies.monte_carlo", description=__doc__)
    parser.add_argument("case", type=Path, nargs="?", default=BLANK, help="the case's folder (default: the blank case)")
    parser.add_argument("--fits", type=int, default=30)
    parser.add_argument("--draws", type=int, default=Settings().draws, help="draws of a fit")
    parser.add_argument("--seeds", type=int, default=2, help="runs a draw, at most ten")
    parser.add_argument("--out", type=Path, help="folder whose results.json gets the table")
    given = parser.parse_args(arguments)
    try:
        case = load(given.case)
        settings = Settings(draws=given.draws)
        found = ratios([estimates(case, settings, seed, given.seeds) for seed in range(given.fits)])
    except (CaseError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    options = f"{'' if given.case == BLANK else f'{given.case} '}--fits {given.fits} --draws {given.draws}"
    made_by = f"python -m studies.monte_carlo {options} --seeds {given.seeds}"
    table = results(found, case.facts.id, given.fits, made_by)
    show(table, given.out)
    return 0 if LOW <= pooled(found) <= HIGH else 1


def estimates(case: Case, settings: Settings, seed: int, seeds_per_draw: int) -> dict[str, MeanEstimate]:
    """Each headline measure of the baseline after one fit of its own seed, run with chance of its own."""
    problem, fitted = Problem.of(case, settings), replicate_fit(case, settings, seed, 0)
    draws = replace(problem.draws(fitted.z, fitted.sample.chain), seeds_per_draw=seeds_per_draw)
    ensemble = run(case, draws=draws, runs=len(draws) * seeds_per_draw, seed=seed)
    print(f"fit {seed + 1} done", file=sys.stderr)
    return {measure: ensemble.estimate(measure) for measure in HEADLINE}


if __name__ == "__main__":
    raise SystemExit(main())
