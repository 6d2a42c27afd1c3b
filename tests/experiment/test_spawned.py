"""Workers and the caller's script: it is not run again, and keeps its name and place."""

import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from textwrap import dedent

import pytest

from buttress.experiment.spawned import ended_with, script_left_alone


def test_a_script_without_the_usual_guard_runs_once(tmp_path):
    script = tmp_path / "notebook.py"
    script.write_text(
        dedent("""
        import buttress
        from buttress.infer.prior import prior_draws
        from buttress.experiment import compare

        print("begun", flush=True)
        case = buttress.load(buttress.new("my-case"))
        answer = compare(case, ["without_loan"], 300, draws=prior_draws(case, 30), workers=2)
        print(answer.pairs("without_loan"), __file__ is not None)
        """)
    )
    done = subprocess.run(
        [sys.executable, script], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["begun", "300", "True"]


def test_the_main_module_is_put_back():
    main = sys.modules["__main__"]
    before = main.__spec__, getattr(main, "__file__", None)
    with script_left_alone():
        assert main.__spec__ is None
    assert (main.__spec__, getattr(main, "__file__", None)) == before


def _break_off() -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool, ended_with(pool):
        pool.submit(time.sleep, 0).result()  # the worker is up
        pool.submit(time.sleep, 120)
        raise KeyboardInterrupt


def test_a_broken_off_piece_of_work_does_not_wait_for_its_workers():
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        _break_off()
    assert time.monotonic() - began < 60
