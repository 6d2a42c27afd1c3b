"""What backers did in other contests, and what became of the incumbents.

    python -m studies.history DIR [--campaigns FILE] [--choose NAME=VALUE ...] [--out studies/history]
        [--numbers src/buttress/world/history.yaml] [--panels 200] [--seed 0]

`DIR` holds contests.csv (contest, country, in_office_since, trigger_date, patrons, challenge_end_date, outcome,
fell_date) and acts.csv (contest, date, precision, actor, backer, kind, direction, before_loss_of_control, confidence);
`--campaigns` is NAVCO 1.2. No row of these files is kept: what is written is computed. `--choose` moves a choice of
coding (`studies/history/choices.py` lists them) in the main reading.
"""

from __future__ import annotations

import argparse
import sys
import time
import warnings
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np

from buttress.arviz_import import import_arviz
from buttress.store.file import write_whole
from studies.history import tables
from studies.history.campaigns import apart, count, read_aided
from studies.history.choices import MAIN, Choices, variants
from studies.history.conduct import by_conduct, by_exposure
from studies.history.panel import read_acts, read_contests
from studies.history.posterior import Coefficients, sample
from studies.history.recovery import KnownPanels, Recovered, agreement, recover
from studies.history.risk import SIDES
from studies.history.scores import leave_one_out
from studies.history.selection import select
from studies.history.sensitivity import Sources, moved
from studies.history.shipped import shipped, side_numbers
from studies.history.simulate import HiddenSelection
from studies.results import StudyResults, StudyTable, show

FITS, COMPARED = 4, 6
INTRO = (
    "A panel of contests: who was challenged, who backed him, what the backer did and when, and how it ended. Only "
    "acts of a backer, dated to a month or better, before loss of control, read on a page and dated within the contest "
    "count.",
    "The hazard of the incumbent's fall, by week; an exposure is one just after an act and halves every 90 days. In a "
    "week only acts of earlier weeks count. Who outlasts a challenge is known in office for 30 weeks from its trigger.",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; 2 and one message for a file that can't be read or a choice unknown."""
    given = _parser().parse_args(arguments)
    try:
        choices = chosen(given.choose)
        sources = _sources(given.contests, given.campaigns)
    except (OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    found, numbers = study(sources, choices, given.panels, given.seed)
    show(found, given.out)
    if given.numbers is not None:
        write_whole(given.numbers, numbers.encode())
    print(f"{time.process_time():.0f} s of CPU", file=sys.stderr)
    return 0


def study(sources: Sources, choices: Choices, panels: int, seed: int) -> tuple[StudyResults, str]:
    """All tables, and the text of the numbers that ship; without simulated panels if `panels` is 0."""
    selected, model = select(sources.contests, sources.acts, choices), sources.model(choices)
    fits = [sample(model, seed + number) for number in range(FITS)]
    whole = Coefficients(np.concatenate([fit.b for fit in fits]), fits[0].columns)
    sides = [side_numbers(whole, selected, side) for side in SIDES]
    found: list[StudyTable] = [
        tables.learned_table(sides),
        tables.kinds_table(sides),
        tables.ends_table(by_conduct(selected)),
        tables.weeks_table(by_exposure(model.rows)),
        tables.campaigns_table(sources.campaigns),
        tables.sensitivity_table(moved(sources, variants(), seed)),
        tables.scores_table(leave_one_out(selected, model.campaigns, choices)),
        tables.coefficients_table(whole),
        tables.left_out_table(selected.left_out, len(selected.acts)),
    ]
    if panels:
        known = KnownPanels(selected, model.campaigns, whole, choices).anchored(int(model.rows.fell.sum()), seed)
        kinds: dict[str, HiddenSelection | None] = {"seen": None, "hidden": HiddenSelection()}
        recovered: dict[str, Recovered] = {
            label: recover(known, panels, seed, hidden) for label, hidden in kinds.items()
        }
        simulated = [known.panel(np.random.default_rng([seed, number]), None)[1] for number in range(COMPARED)]
        compared = agreement([model, *simulated], seed)
        found += [tables.recovery_table(recovered), tables.sampler_table(fits, _rhat(fits), compared)]
    return StudyResults("History: the tables", "python -m studies.history", INTRO, found), shipped(
        whole, selected, model.rows, choices
    )


def chosen(moves: Sequence[str]) -> Choices:
    """The main reading with some choices moved. Raises ValueError for a name or a value unknown."""
    known = {field.name: getattr(MAIN, field.name) for field in fields(Choices)}
    values: dict[str, Any] = {}
    for move in moves:
        name, _, text = move.partition("=")
        if name not in known:
            raise ValueError(f"--choose: no choice {name!r}; there are {', '.join(known)}")
        values[name] = _value(text, known[name])
    return replace(MAIN, **values)


def _value(text: str, like: Any) -> Any:
    if isinstance(like, bool):
        if text not in ("yes", "no"):
            raise ValueError(f"--choose: {text!r} is neither yes nor no")
        return text == "yes"
    if isinstance(like, tuple):
        return tuple(part for part in text.split(",") if part)
    return type(like)(text)


def _sources(folder: Path, campaigns: Path | None) -> Sources:
    contests, acts = read_contests(folder / "contests.csv"), read_acts(folder / "acts.csv")
    aided = read_aided(campaigns) if campaigns else None
    counts = {
        "all": None if aided is None else count(aided),
        "apart": None if aided is None else count(apart(aided, contests)),
        "none": None,
    }
    return Sources(contests, acts, counts)


def _rhat(fits: Sequence[Coefficients]) -> dict[str, float]:
    arviz = import_arviz()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return {side: float(arviz.rhat(np.stack([fit.of(side) for fit in fits]))) for side in SIDES}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m studies.history", description=__doc__.split("\n")[0])
    parser.add_argument("contests", type=Path, help="folder with contests.csv and acts.csv")
    parser.add_argument("--campaigns", type=Path, help="NAVCO 1.2, CSV")
    parser.add_argument("--choose", action="append", default=[], metavar="NAME=VALUE", help="a choice of coding, moved")
    parser.add_argument("--panels", type=int, default=200, help="simulated panels, default 200; 0 for none")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, help="folder whose results.json gets the tables")
    parser.add_argument("--numbers", type=Path, help="file that gets the numbers which ship")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
