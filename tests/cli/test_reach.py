"""A measure without a number is told with its reason."""

from pathlib import Path

from buttress.case import load
from buttress.cli.reach import out_of_reach


def test_measures_beyond_the_horizon_are_told(blank_case: Path) -> None:
    case = load(blank_case)
    assert case.facts.horizon_days == 120
    assert list(out_of_reach(case, ["tenure_90", "peak_turnout", "tenure_90@30"])) == []
    (said,) = out_of_reach(case, ["tenure_90", "tenure_180", "leverage_180"])
    assert said == "no number for tenure_180, leverage_180: the runs end 120 days after the fork (horizon_days)"
