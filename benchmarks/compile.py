"""CPU time to compile every step's kernel: `python benchmarks/compile.py [--times 5] [--steps]`.

Each time is a new process with an empty cache, so that nothing is loaded from the disk. A function that several kernels
share is compiled with the first of them. Loading the case and the imports are not counted.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BELARUS = Path(__file__).resolve().parents[1] / "cases" / "belarus-2020"


def compile_all() -> dict[str, float]:
    """CPU seconds by step, compiled in the table's order in this process."""
    import buttress.case
    from buttress.engine.loop import compile_step
    from buttress.engine.steps import STEPS
    from buttress.infer.prior import prior_draws
    from buttress.world import build

    case = buttress.case.load(BELARUS)
    world = build(case, reading="responsive")
    draws = prior_draws(case, 1, world=world)
    seconds = {}
    for index, step in enumerate(STEPS):
        start = time.process_time()
        compile_step(index, world, draws)
        seconds[step.name] = time.process_time() - start
    return seconds


def cold() -> dict[str, float]:
    """The same in a new process with an empty cache."""
    with tempfile.TemporaryDirectory() as cache:
        environment = os.environ | {"NUMBA_CACHE_DIR": cache}
        command = [sys.executable, __file__, "--here"]
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    seconds: dict[str, float] = json.loads(done.stdout)
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--steps", action="store_true", help="print each step's median too")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.here:
        print(json.dumps(compile_all()))
        return
    taken = [cold() for _ in range(chosen.times)]
    if chosen.steps:
        for name in taken[0]:
            print(f"{statistics.median(each[name] for each in taken):6.2f} s  {name}")
    totals = [sum(each.values()) for each in taken]
    print(f"{statistics.median(totals):6.2f} s CPU, median of {len(totals)} ({min(totals):.2f} to {max(totals):.2f})")


if __name__ == "__main__":
    main()
