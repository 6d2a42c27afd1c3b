"""What commands import: libraries that take seconds are left to the commands that use them."""

import json
import subprocess
import sys
import textwrap
from pathlib import Path

from tests.processes import answer_of

BELARUS = Path(__file__).parents[2] / "cases" / "belarus-2020"
SLOW = {"arviz", "scoringrules", "sklearn", "statsmodels"}
HELP = """
import contextlib, io
from buttress.cli import main

with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main()
"""


def imported(program: str, *words: str) -> set[str]:
    """Top-level packages in memory when a program has ended."""
    listed = 'print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))'
    whole = "\n".join(["import json, sys", textwrap.dedent(program), listed])
    done = subprocess.run([sys.executable, "-c", whole, *words], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


def test_help_imports_no_library_of_numbers() -> None:
    numeric = {"matplotlib", "numba", "numpy", "pandas", "pyarrow", "pydantic", "scipy"}
    assert not imported(HELP, "--help") & (SLOW | numeric)


def scores_and_modules(case: Path) -> tuple[int, list[str]]:
    """How many targets have scores, and the modules in memory once they are there."""
    import buttress.pipeline.brief
    from buttress.case import load
    from buttress.evaluate.recent_scores import recent_scores

    assert buttress.pipeline.brief
    return len(recent_scores(load(case))), [*sys.modules]


def test_a_brief_imports_no_library_of_rivals_or_scores() -> None:
    scores, modules = answer_of(scores_and_modules, BELARUS)
    assert scores, "no score was computed"
    assert "numba" in modules
    assert not {name.partition(".")[0] for name in modules} & SLOW
