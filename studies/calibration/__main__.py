"""`python -m studies.calibration`: fit simulated reports of a case, rank the truths, test the ranks."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import as_completed
from pathlib import Path

from buttress.arrays import Ints
from buttress.case import CaseError, load
from buttress.experiment.worker_pool import WorkerPool
from buttress.store.file import write_whole
from studies.calibration.dependence import expected_spread, ranks_of_draws
from studies.calibration.figure import FIGURE, figure
from studies.calibration.ranks import OtherRunError, Ranks, read
from studies.calibration.tables import results, summary
from studies.calibration.trial import Trials, ranks_of
from studies.calibration.uniformity import uniformity_test
from studies.results import update

#: A run fails below this chance of ranks as uneven as these, all quantities taken together.
FAILS = 0.01


def main(arguments: list[str] | None = None) -> int:
    """0 if the ranks are even, 1 if not, 2 with a message for what can't be done."""
    given = _parser().parse_args(arguments)
    try:
        trials = Trials(load(given.case))
        ranks = Ranks.of(given.ranks, trials)
    except (CaseError, OtherRunError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    try:
        _run(ranks, trials, given)
    except KeyboardInterrupt:
        print("interrupted; the same command goes on from what is written", file=sys.stderr)
        return 130
    of_draws = ranks_of_draws(trials)
    verdict = uniformity_test(ranks.table(), ranks.names, expected_spread(of_draws))
    print(summary(verdict))
    if given.beside is not None:
        print(_compared(ranks, given.beside))
    if given.out is not None:
        print(update(given.out, results(ranks, verdict, of_draws)))
        write_whole(given.out / FIGURE, figure(ranks))
    return 0 if verdict.chance > FAILS and verdict.spread_chance > FAILS else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m studies.calibration", description=__doc__)
    parser.add_argument("case", type=Path, nargs="?", default=Path("cases/belarus-2020"), help="the case's folder")
    parser.add_argument("--fits", type=int, default=200, help="trials; those that the file holds are not run again")
    parser.add_argument(
        "--ranks", type=Path, default=Path("studies/calibration/ranks.csv"), help="file of ranks to go on with"
    )
    parser.add_argument("--processes", type=int, default=1, help="it changes no rank")
    parser.add_argument("--beside", type=Path, metavar="FILE", help="say whether these trials have the ranks of a file")
    parser.add_argument("--out", type=Path, help="folder to write results.json and the figure to")
    return parser


def _run(ranks: Ranks, trials: Trials, given: argparse.Namespace) -> None:
    """Run the trials that are missing, and keep each as it comes."""
    missing = [number for number in range(given.fits) if number not in ranks.rows]
    begun = time.monotonic()
    for done, (number, row) in enumerate(_results(trials, missing, given), 1):
        ranks.add(number, row)
        left = (time.monotonic() - begun) / done * (len(missing) - done) / 60
        print(f"trial {number}: {done} of {len(missing)}, about {left:.0f} minutes left", file=sys.stderr)
    if missing:
        ranks.tidy()


def _compared(ranks: Ranks, beside: Path) -> str:
    """Whether the same trials came out the same; another machine's last digits may differ."""
    held = read(beside)
    if held.about != ranks.about or held.names != ranks.names:
        return f"{beside} is of another model or another size: make calibration"
    both = sorted(held.rows.keys() & ranks.rows.keys())
    same = sum(bool((held.rows[number] == ranks.rows[number]).all()) for number in both)
    return f"{same} of {len(both)} trials have the very ranks of {beside}"


def _results(trials: Trials, numbers: Sequence[int], given: argparse.Namespace) -> Iterator[tuple[int, Ints]]:
    """Trials as they come, from this process or several."""
    if given.processes < 2 or len(numbers) < 2:
        yield from ((number, trials.ranks(number)) for number in numbers)
        return
    with WorkerPool(min(given.processes, len(numbers))) as pool:
        asked = {pool.submit(ranks_of, given.case, number): number for number in numbers}
        for each in as_completed(asked):
            yield asked[each], each.result()


if __name__ == "__main__":
    raise SystemExit(main())
