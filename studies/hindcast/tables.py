"""The tables of the hindcast: scores of both runs, and calibration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from buttress.evaluate.hindcast.hindcast import KNOWN_AT_START, LEAKY
from buttress.evaluate.hindcast.validation import Validation
from studies.results import StudyTable

SCORES = ("model", "AUC", "95 %", "Brier", "difference, 95 %", "log score", "difference, 95 %")
BASE = "base_rate"
_BETTER = "Differences are from the base rate; lower is better."
_HISTORY = (
    " `simulator_history` is `simulator_taught` with the effect of foreign aid to the regime as other contests have it "
    "(studies/history); most of the aided campaigns taught that too."
)


def tables(found: Mapping[str, Validation], within: int) -> list[StudyTable]:
    """Scores of what was known at the start and of what was known only afterwards, and calibration of both."""
    return [
        _scores("known", "Known at the start", found[KNOWN_AT_START], within, _BETTER),
        _scores("leaky", "With what is known only afterwards", found[LEAKY], within, _BETTER + _HISTORY),
        StudyTable(
            "calibration",
            "Calibration, by fifth of the forecasts",
            ("run", "model", "mean forecast: share won"),
            [row for label, each in found.items() for row in _calibration(label, each)],
            "Fewer groups stand where forecasts differ by less than the standard error of the share won.",
        ),
    ]


def line(found: Mapping[str, Validation], within: int) -> str:
    """What is known at the start says of success within other days, in a line."""
    rows = found[KNOWN_AT_START].scores()
    said = "; ".join(
        f"{row['model']} AUC {row['auc']:.2f}, Brier {row['brier']:.3f} ({_ends(row['brier_interval_95'])} against the "
        "base rate)"
        for row in rows
        if row["model"] != BASE
    )
    first = rows[0]
    return f"**Within {within} days** ({first['wins']} of {first['n']}), known at the start: {said}."


def _scores(name: str, title: str, found: Validation, within: int, note: str) -> StudyTable:
    rows = found.scores()
    won = f"won within {within} days: {rows[0]['wins']} of {rows[0]['n']}"
    return StudyTable(name, f"{title}, {won}", SCORES, [_row(row) for row in rows], note)


def _row(row: Mapping[str, Any]) -> list[str]:
    low, high = row["auc_interval_95"]
    cells = [row["model"], f"{row['auc']:.2f}", "" if row["model"] == BASE else f"{low:.2f} to {high:.2f}"]
    for score in ("brier", "log_score"):
        change = f"{row[f'{score}_minus_base_rate']:+.3f} ({_ends(row[f'{score}_interval_95'])})"
        cells += [f"{row[score]:.3f}", "" if row["model"] == BASE else change]
    return cells


def _ends(ends: Sequence[float]) -> str:
    return f"{ends[0]:+.3f} to {ends[1]:+.3f}"


def _calibration(label: str, found: Validation) -> list[list[str]]:
    """A row a model: its groups one after another."""
    groups: dict[str, list[str]] = {}
    for row in found.calibration():
        groups.setdefault(row["model"], []).append(f"{row['forecast']:.2f}: {row['won']:.2f}")
    return [[label, model, ", ".join(said)] for model, said in groups.items()]
