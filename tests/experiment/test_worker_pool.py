"""The pool of worker processes: answers, errors, and workers that are killed at any moment."""

import gc
import multiprocessing
import operator
import os
import random
import signal
import subprocess
import sys
import textwrap
import threading
import time
from concurrent.futures import CancelledError
from importlib import import_module
from itertools import repeat
from pathlib import Path

import pytest

from buttress.experiment import ExperimentError
from buttress.experiment.worker import LOST, WorkerLostError
from buttress.experiment.worker_pool import WorkerPool

LIMIT = 60  # seconds; what takes longer hangs
LARGE = 20_000_000  # bytes of an answer that takes a while to arrive


def pids(pool: WorkerPool) -> list[int]:
    return [worker.process.pid for worker in pool._workers]


def test_answers_come_in_order_of_asking():
    with WorkerPool(2) as pool:
        assert list(pool.map(operator.pow, range(20), repeat(2))) == [number**2 for number in range(20)]
        assert pool.submit(int, "12", base=3).result(LIMIT) == 5
        assert not pool.busy
        long, short = pool.submit(time.sleep, 600), pool.submit(os.getpid)
        assert short.result(LIMIT) in pids(pool)
        assert not long.done()
        assert pool.busy


def test_a_function_is_called_in_each_worker():
    with WorkerPool(3) as pool:
        pool.everywhere(gc.disable)
        assert [worker.call((gc.isenabled, (), {})) for worker in pool._workers] == [False] * 3


STUBBORN = textwrap.dedent(
    """
    class Stubborn(Exception):
        def __init__(self, one, two):
            super().__init__(one + two)

    def fail():
        raise Stubborn("will not ", "travel")
    """
)


def test_an_error_comes_back_with_its_place_and_the_worker_goes_on(tmp_path, monkeypatch):
    (tmp_path / "stubborn.py").write_text(STUBBORN)
    monkeypatch.syspath_prepend(tmp_path)
    with WorkerPool(1) as pool:
        with pytest.raises(ZeroDivisionError) as caught:
            pool.submit(operator.truediv, 1, 0).result(LIMIT)
        assert "Traceback" in caught.value.__notes__[0]
        with pytest.raises(RuntimeError, match="Stubborn: will not travel"):
            pool.submit(import_module("stubborn").fail).result(LIMIT)
        with pytest.raises(TypeError, match="pickle"):
            pool.submit(threading.Lock).result(LIMIT)  # an answer that can't travel
        with pytest.raises((AttributeError, TypeError)):
            pool.submit(lambda: None).result(LIMIT)  # a question that can't
        assert pool.submit(operator.add, 1, 1).result(LIMIT) == 2


def test_the_end_is_at_once_and_leaves_no_process():
    with WorkerPool(2) as pool:
        begun = pool.submit(operator.add, 1, 1)
        begun.result(LIMIT)
        busy = [pool.submit(time.sleep, 600) for _ in range(3)]
        ours = pids(pool)
        asked = time.monotonic()
    assert time.monotonic() - asked < LIMIT
    for future in busy:
        with pytest.raises((WorkerLostError, CancelledError)):
            future.result(0)
    for pid in ours:
        with pytest.raises(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)  # reaped: no zombie is left
    assert not any(child.pid in ours for child in multiprocessing.active_children())


def test_a_pool_short_of_a_worker_is_not_alive():
    with WorkerPool(2) as pool:
        assert pool.alive
        os.kill(pids(pool)[0], signal.SIGKILL)
        deadline = time.monotonic() + LIMIT
        while pool.alive:
            assert time.monotonic() < deadline
            time.sleep(0.01)


def lose_one(rng: random.Random) -> str:
    """Kill a random worker at a random moment of its life. What is told, or nothing if all was done before."""
    with WorkerPool(2) as pool:
        victim = rng.choice(pids(pool))
        if rng.random() < 0.8:  # else amid its start
            pool.submit(operator.add, 1, 1).result(LIMIT)
        asked = [pool.submit(bytes, LARGE) for _ in range(6)]
        killer = threading.Timer(rng.uniform(0, 0.1), os.kill, (victim, signal.SIGKILL))
        killer.start()
        try:
            assert [len(future.result(LIMIT)) for future in asked] == [LARGE] * len(asked)
        except ExperimentError as told:  # exit code 2, no traceback
            return str(told)
        finally:
            killer.join()
    return ""


@pytest.mark.parametrize("rounds", [6, pytest.param(200, marks=pytest.mark.slow)])
def test_a_killed_worker_is_never_waited_for(rounds: int):
    rng = random.Random(rounds)
    told = [lose_one(rng) for _ in range(rounds)]
    assert set(told) <= {"", LOST}
    assert told.count(LOST) >= rounds // 3


SCRIPT = textwrap.dedent(
    """
    import os, signal, time
    from buttress.experiment.worker_pool import WorkerPool

    print("begun", flush=True)
    pool = WorkerPool(2)
    try:
        os.killpg(0, signal.SIGINT)  # as a terminal does; the workers have barely begun
        time.sleep(60)
    except KeyboardInterrupt:
        print("interrupted", *pool.map(abs, [-1, -2, -3]), flush=True)
    pool.everywhere(os.getpid)
    print(__file__ is not None, *(worker.process.pid for worker in pool._workers), flush=True)
    pool.submit(time.sleep, 600).result()
    """
)
"""Without the usual guard: workers that imported it would begin anew."""


def test_a_script_runs_once_ctrl_c_is_its_own_and_workers_end_with_it(tmp_path: Path):
    script = tmp_path / "notebook.py"
    script.write_text(SCRIPT)
    piped = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, script], start_new_session=True, **piped) as parent:
        assert parent.stdout.readline() == "begun\n"
        assert parent.stdout.readline() == "interrupted 1 2 3\n"
        named, *workers = parent.stdout.readline().split()
        assert (named, len(workers)) == ("True", 2)
        workers = [int(pid) for pid in workers]
        assert all(alive(pid) for pid in workers)
        parent.kill()
        assert (parent.stdout.read(), parent.stderr.read()) == ("", "")
    deadline = time.monotonic() + LIMIT
    while any(alive(pid) for pid in workers):
        assert time.monotonic() < deadline, "a worker outlived its parent"
        time.sleep(0.02)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
