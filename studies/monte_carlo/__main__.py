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
from buttress.infer.fit import fit
from buttress.infer.settings import Settings
from studies.monte_carlo.ratio import HIGH, LOW, pooled, ratios, results
from studies.results import show


def main(arguments: Sequence[str] | None = None) -> int:
    """0 if the pooled ratio lies where it should, 1 if not, 2 with a message for what can't be done."""
    parser = argparse.ArgumentParser(prog="python -m studies.monte_carlo", description=__doc__)
    parser.add_argument("case", type=Path, nargs="?", default=BLANK, help="the case's folder (default: the blank case)")
    parser.add_argument("--fits", type=int, default=30)
    parser.add_argument("--first", type=int, default=0, help="seed of the first fit; the others follow")
    parser.add_argument("--draws", type=int, default=Settings().draws, help="draws of a fit")
    parser.add_argument("--seeds", type=int, default=2, help="runs a draw, at most ten")
    parser.add_argument("--out", type=Path, help="folder whose results.json gets the table")
    given = parser.parse_args(arguments)
    try:
        case = load(given.case)
        settings = Settings(draws=given.draws)
        seeds = range(given.first, given.first + given.fits)
        fits = [estimates(case, settings, seed, given.seeds) for seed in seeds]
        table = results(fits, case.facts.id, _command(given))
    except (CaseError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    show(table, given.out)
    return 0 if LOW <= pooled(ratios(fits)) <= HIGH else 1


def _command(given: argparse.Namespace) -> str:
    which = "" if given.case == BLANK else f" {given.case}"
    first = f" --first {given.first}" if given.first else ""
    return (
        f"python -m studies.monte_carlo{which} --fits {given.fits}{first} --draws {given.draws} --seeds {given.seeds}"
    )


def estimates(case: Case, settings: Settings, seed: int, seeds_per_draw: int) -> dict[str, MeanEstimate]:
    """Each headline measure of the baseline after one fit of its own seed, run with chance of its own."""
    draws = replace(fit(case, settings, seed).draws, seeds_per_draw=seeds_per_draw)
    ensemble = run(case, draws=draws, runs=len(draws) * seeds_per_draw, seed=seed)
    print(f"fit {seed + 1} done", file=sys.stderr)
    return {measure: ensemble.estimate(measure) for measure in HEADLINE}


if __name__ == "__main__":
    raise SystemExit(main())
