"""What a brief costs in wall and CPU seconds and in memory, cold and warm: `python benchmarks/brief.py`.

cold            no compiled kernels, no fit, no runs: as on a fresh machine whose dependencies are in
warm            the same case into a new folder: kernels, fit and verdicts are cached, the runs are made again
same folder     the same command again: what was gathered is taken from the folder, the page is drawn again

CPU seconds are those of all processes: on Linux those that the command leaves behind come to this one, which waits for
them, so that none is missed; elsewhere only those that the command waited for count. Memory is the largest sum over all
processes at one moment, of pages that a process has for itself alone and its part of shared ones, where the system
tells (Linux). Bars, on 2 free cores: 90 s cold, 6 s in the same folder, 1 GB, 0.3 s for help.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

BELARUS = Path(__file__).resolve().parents[1] / "cases" / "belarus-2020"
SAMPLED = 0.2  # seconds between two looks at the memory
PR_SET_CHILD_SUBREAPER = 36  # of Linux's prctl.h


@dataclass(frozen=True)
class Cost:
    """Seconds of wall and CPU, and peak memory in GB (0 where it can't be told)."""

    wall: float
    cpu: float
    memory: float


def cost_of(words: list[str], **environment: str) -> Cost:
    """Run a command and measure it; raises CalledProcessError if it fails."""
    before, start = _cpu(), time.monotonic()
    command = [sys.executable, "-m", "buttress", *words]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=os.environ | environment)
    peak = [0.0]
    sampler = threading.Thread(target=_sample, args=(process, peak))
    sampler.start()
    process.wait()
    wall = time.monotonic() - start
    sampler.join()
    _wait_for_orphans()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(wall, _cpu() - before, peak[0])


def _adopt_orphans() -> None:
    """Have processes whose parent ends become children of this one: a command doesn't wait for its pool's server."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _wait_for_orphans() -> None:
    """Wait for all children, so that their CPU seconds, and those of whom they waited for, count as ours."""
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _sample(process: subprocess.Popen[bytes], peak: list[float]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], sum(map(_memory, _family(process.pid))) / 1e6)
        time.sleep(SAMPLED)


def _family(pid: int) -> list[int]:
    """A process and all that descend from it."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return [pid]
    return [pid, *(member for child in children for member in _family(int(child)))]


def _memory(pid: int) -> float:
    """Proportional set size in kB."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((float(line.split()[1]) for line in lines if line.startswith("Pss:")), 0.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--case", default=str(BELARUS))
    case = parser.parse_args().case
    _adopt_orphans()
    print(f"{'':12} {'wall s':>8} {'CPU s':>8} {'GB':>6}")
    with tempfile.TemporaryDirectory() as folder:
        own = {"NUMBA_CACHE_DIR": f"{folder}/kernels", "BUTTRESS_CACHE": f"{folder}/fits"}
        for name, words in (
            ("help", ["--help"]),
            ("cold", ["brief", case, "--out", f"{folder}/one"]),
            ("warm", ["brief", case, "--out", f"{folder}/two"]),
            ("same folder", ["brief", case, "--out", f"{folder}/two"]),
        ):
            cost = cost_of(words, **own)
            print(f"{name:12} {cost.wall:8.2f} {cost.cpu:8.2f} {cost.memory:6.2f}", flush=True)


if __name__ == "__main__":
    main()
