"""Tables of scores, from the rows that `buttress score --json` prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from buttress.evaluate.score_table import ALL, OURS, POOLED
from studies.results import StudyTable

Row = dict[str, Any]
LEADS = (1, 2, 4, 8)
LOSES = "**loses**"
FEW = 4
"""Targets of fewer figures are left out of a mean over targets."""
QUANTITIES = {"crowd": "crowds", "detained": "people detained"}


def pool_tables(rows: Sequence[Row]) -> list[StudyTable]:
    """The pool by quantity and lead, then every episode's targets at one week ahead."""
    pooled = [row for row in rows if row["episode"] == POOLED]
    by_quantity = []
    for target in _targets(pooled):
        title = f"Pool, {'all targets' if target == ALL else QUANTITIES[target]}"
        by_quantity.append(_of_target(pooled, target, f"pool_{target}", title))
    return [*by_quantity, _every_target(rows)]


def case_tables(rows: Sequence[Row]) -> list[StudyTable]:
    """A case's targets taken together, then each by lead."""
    tables = [_taken_together(rows)]
    for target in _targets(rows):
        quantity, _, reporter = target.partition("/")
        name = f"case_{quantity}_{reporter}".replace("-", "_")
        tables.append(_of_target(rows, target, name, f"{rows[0]['episode']}, {QUANTITIES[quantity]} by {reporter}"))
    return tables


def _targets(rows: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(row["target"] for row in rows))


def _of_target(rows: Sequence[Row], target: str, name: str, title: str) -> StudyTable:
    there = [row for row in rows if row["target"] == target and row["lead_weeks"] in LEADS and row["n"]]
    note = "" if there else "No figure to be scored by."
    heads = (
        "weeks ahead",
        "model",
        "CRPS",
        "log score",
        "50 %",
        "80 %",
        "95 %",
        "forecasts",
        "skill against persistence",
    )
    return StudyTable(name, title, heads, [_cells(row) for row in there], note)


def _cells(row: Row) -> tuple[str, ...]:
    covered = (f"{100 * row[f'coverage_{share}']:.0f}" for share in (50, 80, 95))
    return (
        str(row["lead_weeks"]),
        row["model"],
        f"{row['crps']:.3f}",
        f"{row['log_score']:.2f}",
        *covered,
        str(row["n"]),
        "" if row["model"] == "persistence" else _skill(row["skill_vs_persistence"], row["skill_interval_95"]),
    )


def _taken_together(rows: Sequence[Row]) -> StudyTable:
    """One week ahead, by model: CRPS over figures and over targets, and how many figures the intervals hold."""
    one = [row for row in rows if row["lead_weeks"] == 1 and row["n"]]
    by_model = {
        model: [row for row in one if row["model"] == model] for model in dict.fromkeys(r["model"] for r in one)
    }
    found = []
    for model, there in by_model.items():
        figures = sum(row["n"] for row in there)
        weighed = sum(row["n"] * row["crps"] for row in there) / figures
        known = [row["crps"] for row in there if row["n"] >= FEW]
        held = (str(round(sum(row["n"] * row[f"coverage_{share}"] for row in there))) for share in (50, 80, 95))
        found.append((model, f"{weighed:.3f}", f"{sum(known) / len(known):.3f}" if known else "-", *held, str(figures)))
    heads = ("model", "CRPS, all figures", f"CRPS, targets with {FEW} or more", "50 % hold", "80 %", "95 %", "figures")
    order = sorted(found, key=lambda cells: float(cells[1]))
    return StudyTable("case_all", f"{rows[0]['episode']}, all targets, one week ahead", heads, order)


def _every_target(rows: Sequence[Row]) -> StudyTable:
    """One week ahead: ours, the best of the rivals, and who wins."""
    found = []
    one = [row for row in rows if row["episode"] != POOLED and row["lead_weeks"] == 1]
    for key in dict.fromkeys((row["episode"], row["target"]) for row in one):
        there = {row["model"]: row for row in one if (row["episode"], row["target"]) == key}
        ours = there.pop(OURS)
        if not ours["n"]:
            found.append((*key, "0", "", "", "", f"only {ours['n_censored']} bounds" if ours["n_censored"] else ""))
            continue
        best = min(there.values(), key=lambda row: row["crps"])
        word = LOSES if best["crps"] < ours["crps"] else ""
        rival = f"{best['model']} {best['crps']:.3f}"
        skill = _skill(ours["skill_vs_persistence"], ours["skill_interval_95"])
        found.append((*key, str(ours["n"]), f"{ours['crps']:.3f}", rival, skill, word))
    heads = (
        "episode",
        "target",
        "forecasts",
        "CRPS of ours",
        "best rival",
        "skill against persistence",
        "to the best rival",
    )
    return StudyTable("targets", "Every target, one week ahead", heads, found)


def _skill(value: float | None, ends: Sequence[float] | None) -> str:
    if value is None:
        return "-"
    return f"{value:.2f}" if ends is None else f"{value:.2f} ({ends[0]:.2f} to {ends[1]:.2f})"
