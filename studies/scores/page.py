"""Tables of scores from what `buttress score --json` printed.

    python -m studies.scores.page pool=episodes.json case=belarus.json

`pool` is of several files with --leave-one-out, `case` of a case. The tables of each part that is named replace those
that `studies/scores/results.json` has of it; other tables are left alone.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from buttress.evaluate.table import OURS, POOLED
from studies.results import Results, of_markdown, write

Row = dict[str, Any]
LEADS = (1, 2, 4, 8)
LOSES = "**loses**"
TITLES = {"pool": "Pool", "case": "The case"}
TARGET = Path(__file__).parent / "results.json"


def pool(rows: Sequence[Row]) -> str:
    """The pool by target and lead, then every episode's targets at one week ahead."""
    pooled = [row for row in rows if row["episode"] == POOLED]
    return "\n\n".join([*(_target(pooled, name) for name in _names(pooled)), _episodes(rows)])


def case(rows: Sequence[Row]) -> str:
    """A case's targets by lead."""
    return "\n\n".join(_target(rows, name) for name in _names(rows))


PARTS: dict[str, Callable[[Sequence[Row]], str]] = {"pool": pool, "case": case}


def updated(results: Results, part: str, rows: Sequence[Row]) -> Results:
    """The results with the tables of a part made anew; their names begin with the part's."""
    made = of_markdown(PARTS[part](rows), "", "")["tables"]
    own = [one | {"name": f"{part}_{one['name']}", "title": f"{TITLES[part]}, {one['title']}"} for one in made]
    others = [one for one in results["tables"] if not one["name"].startswith(f"{part}_")]
    return results | {"tables": [*own, *others]}


def _names(rows: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(row["target"] for row in rows))


def _target(rows: Sequence[Row], name: str) -> str:
    there = [row for row in rows if row["target"] == name and row["lead_weeks"] in LEADS and row["n"]]
    if not there:
        return f"**{name}**: no figure to be judged by."
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
    return f"**{name}**\n\n" + _table(heads, [_cells(row) for row in there])


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


def _episodes(rows: Sequence[Row]) -> str:
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
    return "**Every target, one week ahead**\n\n" + _table(heads, found)


def _skill(value: float | None, ends: Sequence[float] | None) -> str:
    if value is None:
        return "-"
    return f"{value:.2f}" if ends is None else f"{value:.2f} ({ends[0]:.2f} to {ends[1]:.2f})"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main(arguments: Sequence[str], target: Path = TARGET) -> int:
    """0 if written, 2 on a wrong call."""
    parts = [argument.partition("=") for argument in arguments]
    if not parts or any(name not in PARTS or not file for name, _, file in parts):
        print(f"usage: python -m studies.scores.page {'|'.join(PARTS)}=FILE ...", file=sys.stderr)
        return 2
    results = json.loads(target.read_text(encoding="utf-8"))
    for name, _, file in parts:
        results = updated(results, name, json.loads(Path(file).read_text(encoding="utf-8")))
    write(target, results)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
