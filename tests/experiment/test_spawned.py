"""Workers and the caller's script: it is not run again, and keeps its name and place."""

import subprocess
import sys
from textwrap import dedent

from buttress.experiment.spawned import script_left_alone


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
