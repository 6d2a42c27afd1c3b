"""Wall time and memory of the first brief, of the second, and of asking for help: `python benchmarks/brief.py`.

Cold: no compiled kernels, no fit, no runs, as on a fresh machine whose dependencies are in. Warm: the same command
again. Bars: 120 s cold, 30 s warm, 1 GB, on 2 free cores; help in 0.5 s.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BELARUS = Path(__file__).resolve().parents[1] / "cases" / "belarus-2020"


def timed(words: list[str], **environment: str) -> float:
    """Seconds of a command; raises CalledProcessError if it fails."""
    start = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "buttress", *words],
        check=True,
        stdout=subprocess.DEVNULL,
        env=os.environ | environment,
    )
    return time.monotonic() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--case", default=str(BELARUS))
    case = parser.parse_args().case
    print(f"help                     {timed(['--help']):7.2f} s   bar   0.5")
    with tempfile.TemporaryDirectory() as folder:
        own = {"NUMBA_CACHE_DIR": f"{folder}/kernels", "BUTTRESS_CACHE": f"{folder}/fits"}
        words = ["brief", case, "--out", f"{folder}/out"]
        print(f"first brief, cold        {timed(words, **own):7.2f} s   bar 120")
        print(f"second brief, warm       {timed(words, **own):7.2f} s   bar  30")
    # The largest process, not their sum: workers share the libraries' pages but not their data.
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    print(f"memory, largest process  {peak:7.2f} GB  bar   1")


if __name__ == "__main__":
    main()
