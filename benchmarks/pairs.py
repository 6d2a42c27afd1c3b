"""Wall time of paired runs of one scenario: `python benchmarks/pairs.py [--pairs 1000] [--workers 2] [--case DIR]`.

Cold: a new program whose kernels are compiled on disk; it starts its workers. Warm: the same comparison again, workers
up. The bar is 3 s for 1,000 pairs, warm, on 2 free cores. CPU seconds are printed beside, since they stay the same on a
busy machine. Draws come from the prior: runs cost the same under any.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from pathlib import Path

import buttress.case
from buttress.experiment import compare
from buttress.infer.prior import prior_draws

BELARUS = Path(__file__).resolve().parents[1] / "cases" / "belarus-2020"
BAR_S = 3.0


def cpu_seconds() -> float:
    """CPU time of this process, of all that descend from it and live, and of those reaped."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    return own.ru_utime + own.ru_stime + sum(map(_cpu_of, _descendants(os.getpid())))


def _descendants(pid: int) -> list[int]:
    """Workers are children of a server, which is ours."""
    path = Path(f"/proc/{pid}/task/{pid}/children")
    children = [int(child) for child in path.read_text().split()] if path.exists() else []
    return [each for child in children for each in (child, *_descendants(child))]


def _cpu_of(pid: int) -> float:
    """Of a process and of those that it waited for."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--scenario", default="without_loan")
    parser.add_argument("--case", type=Path, default=BELARUS)
    chosen = parser.parse_args()
    case = buttress.case.load(chosen.case)
    draws = prior_draws(case, -(-chosen.pairs // 10), seed=1)
    print(f"{chosen.pairs} pairs of {chosen.scenario}, {chosen.workers} workers, load {os.getloadavg()[0]:.1f}")
    for state in ("cold", "warm", "warm"):
        wall, cpu = time.perf_counter(), cpu_seconds()
        compare(case, [chosen.scenario], chosen.pairs, draws=draws, workers=chosen.workers)
        wall, cpu = time.perf_counter() - wall, cpu_seconds() - cpu
        print(f"{state}: {wall:.2f} s wall ({wall / BAR_S:.2f} of the bar), {cpu:.2f} s CPU")


if __name__ == "__main__":
    main()
