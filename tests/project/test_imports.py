"""What a brief imports: libraries that take seconds are left to the commands that use them."""

import sys
from pathlib import Path

from tests.processes import answer_of

BELARUS = Path(__file__).parents[2] / "cases" / "belarus-2020"
SLOW = {"arviz", "scoringrules", "sklearn", "statsmodels"}


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
